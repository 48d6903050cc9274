namespace Perch.Directory;

/// <summary>A user as REST shows them. Neither password nor PIN is ever in it.</summary>
internal sealed record UserJson(
    Guid Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public string? ExternalId { get; init; }

    public required string Username { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public Role Role { get; init; }

    public IReadOnlyList<Guid> SiteIds { get; init; } = [];

    public string? Extension { get; init; }

    public string? Language { get; init; }

    public bool Enabled { get; init; }

    public bool HasPassword { get; init; }

    public required CallerIdJson CallerId { get; init; }

    public required HotDeskProfileJson HotDesk { get; init; }

    public required EffectiveOfUserJson Effective { get; init; }

    /// <summary>Whether any phone that the user owns rings for their calls.</summary>
    public bool DevicesOn { get; init; }

    public static UserJson Of(Stored<UserDraft> stored, IDirectory directory)
    {
        var user = stored.Value;
        return new(stored.Id, stored.CreatedAt, stored.UpdatedAt)
        {
            ExternalId = user.ExternalId,
            Username = user.Username,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Email = user.Email,
            Role = user.Role,
            SiteIds = user.Sites.Ids,
            Extension = user.Extension,
            Language = user.Language,
            Enabled = user.Enabled,
            HasPassword = user.HasPassword,
            CallerId = CallerIdJson.Of(user.CallerId),
            HotDesk = HotDeskProfileJson.Of(user.HotDesk),
            Effective = EffectiveOfUserJson.Of(user.HotDesk.AutoLogOut, AccountOf(new(stored.Id), directory)),
            DevicesOn = directory.DevicesOwnedBy(new(stored.Id)).Any(device => device.RingState is RingState.On),
        };
    }

    private static Account? AccountOf(UserId id, IDirectory directory) =>
        directory.User(id) is { } known ? directory.Account(known.AccountId) : null;
}

internal sealed record HotDeskProfileJson(
    bool Enabled, string? Id, bool RequirePin, bool HasPin, Elsewhere Elsewhere, UserAutoLogOutJson? AutoLogOut)
{
    public static HotDeskProfileJson Of(HotDeskDraft hotDesk) => new(
        hotDesk.Enabled,
        hotDesk.Id,
        hotDesk.RequirePin,
        hotDesk.HasPin,
        hotDesk.Elsewhere,
        UserAutoLogOutJson.Of(hotDesk.AutoLogOut));
}
