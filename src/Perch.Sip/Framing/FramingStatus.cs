namespace Perch.Sip;

/// <summary>What the beginning of a stream is.</summary>
public enum FramingStatus : byte
{
    Complete,
    NeedMoreData,
    MessageTooLarge,
    ContentLengthMissing,
    ContentLengthMalformed,
    BodyTooLarge,
}

/// <summary>What each status that ends a stream is answered as.</summary>
public static class FramingStatuses
{
    /// <summary><see cref="SipRejection.None"/> where the stream can be read on.</summary>
    public static SipRejection Rejection(this FramingStatus status) => status switch
    {
        FramingStatus.Complete or FramingStatus.NeedMoreData => SipRejection.None,
        FramingStatus.MessageTooLarge => SipRejection.MessageTooLarge,
        FramingStatus.ContentLengthMissing => SipRejection.MissingHeader,
        FramingStatus.ContentLengthMalformed => SipRejection.MalformedContentLength,
        FramingStatus.BodyTooLarge => SipRejection.BodyTooLarge,
    };
}

/// <summary>Where the first message of a stream is.</summary>
/// <param name="Status">Whether there is one.</param>
/// <param name="Start">Bytes before it, which are done with.</param>
/// <param name="Length">Bytes of it; 0 unless complete.</param>
/// <param name="Pings">How many of RFC 5626's keep-alives were before it.</param>
public readonly record struct SipFrame(FramingStatus Status, int Start, int Length, int Pings);
