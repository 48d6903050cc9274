namespace Perch.Portal;

/// <summary>A call that is over.</summary>
public sealed record CallRecordRow(Guid Id, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string Dialled, CallerRow Caller)
{
    public DateTimeOffset? AnsweredAt { get; init; }

    public bool Emergency { get; init; }

    public Guid? CalledUserId { get; init; }

    public AnswererRow? AnsweredBy { get; init; }

    /// <summary>How long they talked.</summary>
    public TimeSpan? Talked => EndedAt - AnsweredAt;
}

/// <summary>Who called, with the names of then.</summary>
public sealed record CallerRow(string Name, string Number, Guid? UserId, string? UserName, Guid? DeviceId, string? DeviceName)
{
    public Guid? HotDeskSessionId { get; init; }

    public string Title => Name.Length == 0 || Name == Number ? Number : Number.Length == 0 ? Name : $"{Name} · {Number}";
}

/// <summary>The phone that answered, and whose it was then.</summary>
public sealed record AnswererRow(Guid DeviceId, Guid? UserId);

/// <summary>A call that goes on.</summary>
public sealed record LiveCallRow(Guid Id, DateTimeOffset StartedAt, string State, string Dialled, LiveCallerRow Caller)
{
    public DateTimeOffset? AnsweredAt { get; init; }

    public Guid? ConnectedDeviceId { get; init; }

    public DeviceRow? Device { get; init; }
}

/// <summary>Who the called person sees.</summary>
public sealed record LiveCallerRow(string Name, string Number);

/// <summary>A call in plain words.</summary>
internal sealed record ExplanationRow(string Summary, DateTimeOffset StartedAt, IReadOnlyList<DecisionRow> Decisions);

/// <summary>One thing that was decided for a call.</summary>
internal sealed record DecisionRow(DateTimeOffset At, string Text);
