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
    public static SessionJson Of(HotDeskSession session) => new(
        session.Id,
        session.UserId.Value,
        session.DeviceId.Value,
        session.Start.At,
        session.Start.How,
        session.Start.By?.Value,
        session.End?.At,
        session.End?.Reason);
}

/// <summary>What <c>POST /hot-desk-sessions</c> takes; it only documents.</summary>
internal sealed record SessionBody(Guid UserId, Guid DeviceId, bool? Takeover, string? Pin);
