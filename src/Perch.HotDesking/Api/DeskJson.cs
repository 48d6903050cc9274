using System.Text.Json.Serialization;

namespace Perch.HotDesking;

/// <summary>A desk: what its phone is doing, and who sits there.</summary>
/// <param name="Id">The device's.</param>
/// <param name="LogOutAt">When the next occupant is logged out by itself; null: nobody is.</param>
/// <param name="LogOutReason">Why then.</param>
internal sealed record DeskJson(
    Guid Id,
    string Nickname,
    Guid? SiteId,
    DeskState State,
    IReadOnlyList<OccupantJson> Occupants,
    DateTimeOffset? LogOutAt,
    EndReason? LogOutReason)
{
    /// <summary>What <c>q</c> looks into.</summary>
    [JsonIgnore]
    public string Words => string.Join('\n', [Nickname, .. Occupants.Select(occupant => occupant.Name)]);

    public bool Seats(Guid user) => Occupants.Any(occupant => occupant.UserId == user);
}

/// <summary>Somebody who sits at a desk.</summary>
internal sealed record OccupantJson(Guid UserId, string Name, DateTimeOffset Since, StartedHow How);
