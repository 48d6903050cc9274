namespace Perch.Notifications;

/// <summary>One thing that one person is told in the portal.</summary>
internal sealed class NotificationRow
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public Guid UserId { get; set; }

    public NotificationKind Kind { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    /// <summary>A sentence or two.</summary>
    public string Text { get; set; } = "";

    public Guid? DeviceId { get; set; }

    public bool IsRead { get; set; }
}

/// <summary>How one person wants to hear of one kind; without a row as <see cref="Choice.Usual"/>.</summary>
internal sealed class NotificationChoiceRow
{
    public Guid UserId { get; set; }

    public NotificationKind Kind { get; set; }

    public Guid AccountId { get; set; }

    public bool Bell { get; set; }

    public bool Mail { get; set; }
}

/// <summary>Something that was told and still is so: it is not told again before it was otherwise.</summary>
internal sealed class ToldConditionRow
{
    public Guid AccountId { get; set; }

    public string Key { get; set; } = "";
}

/// <summary>The only row: up to which event everything was told.</summary>
internal sealed class ToldEventsRow
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public long Position { get; set; }
}
