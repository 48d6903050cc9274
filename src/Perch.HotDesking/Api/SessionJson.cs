using System.Text.Json.Serialization;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>A hot-desk session as the API shows it.</summary>
internal sealed record SessionJson(
    Guid Id,
    Guid UserId,
    Guid DeviceId,
    DateTimeOffset StartedAt,
    StartedHow StartedHow,
    Guid? StartedBy,
    DateTimeOffset? EndedAt,
    EndReason? EndReason)
{
    /// <summary>The ids of people are pseudonyms: the retention time is over.</summary>
    public bool Pseudonymised { get; init; }

    /// <summary>With <c>expand=user</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? User { get; init; }

    /// <summary>With <c>expand=device</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Device { get; init; }

    public static SessionJson Of(HotDeskSession session, Expanded expanded) => Of(session) with
    {
        User = expanded.User(session.UserId.Value),
        Device = expanded.Device(session.DeviceId.Value),
    };

    public static SessionJson Of(HotDeskSession session) => new(
        session.Id,
        session.UserId.Value,
        session.DeviceId.Value,
        session.Start.At,
        session.Start.How,
        session.Start.By?.Value,
        session.End?.At,
        session.End?.Reason)
    {
        Pseudonymised = session.IsForgotten,
    };
}

/// <summary>What <c>POST /hot-desk-sessions</c> takes; it only documents.</summary>
internal sealed record SessionBody(Guid UserId, Guid DeviceId, bool? Takeover, string? Pin);
