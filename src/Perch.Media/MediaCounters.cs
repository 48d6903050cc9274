namespace Perch.Media;

/// <summary>What a port has received, sent and dropped since it was opened.</summary>
public readonly record struct MediaCounters
{
    public long PacketsReceived { get; init; }

    public long PacketsSent { get; init; }

    /// <summary>Not RTP or RTCP at all, or cut off.</summary>
    public long DroppedMalformed { get; init; }

    /// <summary>From an address or synchronization source other than the one locked on.</summary>
    public long DroppedWrongSource { get; init; }

    public long DroppedPayloadType { get; init; }

    /// <summary>Received while the direction says that we do not receive.</summary>
    public long DroppedDirection { get; init; }

    /// <summary>Before the first <see cref="MediaPort.Configure"/>.</summary>
    public long DroppedUnconfigured { get; init; }

    public long Dropped => DroppedMalformed + DroppedWrongSource + DroppedPayloadType + DroppedDirection
        + DroppedUnconfigured;
}
