namespace Perch.Sip;

/// <summary>Which way audio flows (RFC 3264 §5.1), as seen by whoever wrote the description.</summary>
[Flags]
public enum SdpDirection
{
    Inactive = 0,
    SendOnly = 1,
    RecvOnly = 2,
    SendRecv = SendOnly | RecvOnly,
}

/// <summary>Directions as attributes, and how two of them pair.</summary>
public static class SdpDirections
{
    /// <summary>The same flow as seen from the other end.</summary>
    public static SdpDirection Reverse(this SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => SdpDirection.RecvOnly,
        SdpDirection.RecvOnly => SdpDirection.SendOnly,
        SdpDirection.SendRecv or SdpDirection.Inactive => direction,
    };

    public static bool Sends(this SdpDirection direction) => direction.HasFlag(SdpDirection.SendOnly);

    public static bool Receives(this SdpDirection direction) => direction.HasFlag(SdpDirection.RecvOnly);

    internal static ReadOnlySpan<byte> Name(this SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => "sendonly"u8,
        SdpDirection.RecvOnly => "recvonly"u8,
        SdpDirection.SendRecv => "sendrecv"u8,
        SdpDirection.Inactive => "inactive"u8,
    };

    /// <summary>Null for another attribute.</summary>
    internal static SdpDirection? Find(ReadOnlySpan<byte> attribute) => attribute switch
    {
        _ when attribute.SequenceEqual("sendrecv"u8) => SdpDirection.SendRecv,
        _ when attribute.SequenceEqual("sendonly"u8) => SdpDirection.SendOnly,
        _ when attribute.SequenceEqual("recvonly"u8) => SdpDirection.RecvOnly,
        _ when attribute.SequenceEqual("inactive"u8) => SdpDirection.Inactive,
        _ => null,
    };
}
