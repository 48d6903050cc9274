using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>A session as it is kept: written once, and closed once.</summary>
internal sealed class HotDeskSessionRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>The user, or a pseudonym once <see cref="PseudonymisedAt"/> is set.</summary>
    public Guid UserId { get; private set; }

    public Guid DeviceId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long StartedAt { get; init; }

    public StartedHow StartedHow { get; init; }

    public Guid? StartedBy { get; private set; }

    public bool WithoutPin { get; init; }

    /// <summary>Unix milliseconds; null while the session is open.</summary>
    public long? EndedAt { get; private set; }

    public EndReason? EndReason { get; private set; }

    /// <summary>Unix milliseconds; null while it says who it was.</summary>
    public long? PseudonymisedAt { get; private set; }

    public static HotDeskSessionRow From(HotDeskSession session) => new()
    {
        Id = session.Id,
        AccountId = session.AccountId.Value,
        UserId = session.UserId.Value,
        DeviceId = session.DeviceId.Value,
        StartedAt = session.Start.At.ToUnixTimeMilliseconds(),
        StartedHow = session.Start.How,
        StartedBy = session.Start.By?.Value,
        WithoutPin = session.Start.WithoutPin,
    };

    public HotDeskSession ToSession() => new(
        Id,
        new AccountId(AccountId),
        new UserId(UserId),
        new DeviceId(DeviceId),
        new SessionStart(Time(StartedAt), StartedHow, StartedBy is { } by ? new UserId(by) : null)
        {
            WithoutPin = WithoutPin,
        },
        EndedAt is { } at && EndReason is { } reason ? new SessionEnd(Time(at), reason) : null)
    {
        IsForgotten = PseudonymisedAt is not null,
    };

    public void Close(SessionEnd end)
    {
        EndedAt = end.At.ToUnixTimeMilliseconds();
        EndReason = end.Reason;
    }

    /// <summary>Puts pseudonyms in the place of everybody the row names.</summary>
    public void Forget(Func<Guid, Guid> pseudonym, DateTimeOffset now)
    {
        UserId = pseudonym(UserId);
        StartedBy = StartedBy is { } by ? pseudonym(by) : null;
        PseudonymisedAt = now.ToUnixTimeMilliseconds();
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
