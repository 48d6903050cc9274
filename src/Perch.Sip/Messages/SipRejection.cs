namespace Perch.Sip;

/// <summary>Why bytes are not an acceptable message. Each has a status and a phrase in <see cref="SipRejections"/>.</summary>
public enum SipRejection : byte
{
    None,

    /// <summary>Not recognisable as SIP at all; never answered.</summary>
    NotSip,
    UnsupportedVersion,
    MalformedStartLine,
    LineTooLong,
    MalformedHeader,
    TooManyHeaders,
    TooManyVias,
    MissingHeader,
    RepeatedHeader,
    MalformedCSeq,
    CSeqMethodMismatch,
    MalformedFrom,
    MalformedTo,
    MalformedVia,
    MalformedCallId,
    MalformedMaxForwards,
    MalformedContentLength,
    BodyShorterThanSaid,
    BodyTooLarge,
    MessageTooLarge,
}

/// <summary>What each rejection is answered with.</summary>
public static class SipRejections
{
    /// <summary>The response status; 0 means silence.</summary>
    public static int Status(this SipRejection rejection) => rejection switch
    {
        SipRejection.None or SipRejection.NotSip => 0,
        SipRejection.UnsupportedVersion => 505,
        SipRejection.BodyTooLarge or SipRejection.MessageTooLarge or SipRejection.LineTooLong
            or SipRejection.TooManyHeaders => 413,
        SipRejection.MalformedStartLine or SipRejection.MalformedHeader or SipRejection.TooManyVias
            or SipRejection.MissingHeader or SipRejection.RepeatedHeader or SipRejection.MalformedCSeq
            or SipRejection.CSeqMethodMismatch or SipRejection.MalformedFrom or SipRejection.MalformedTo
            or SipRejection.MalformedVia or SipRejection.MalformedCallId or SipRejection.MalformedMaxForwards
            or SipRejection.MalformedContentLength or SipRejection.BodyShorterThanSaid => 400,
    };

    /// <summary>The reason phrase: what the sender should mend.</summary>
    public static ReadOnlySpan<byte> Phrase(this SipRejection rejection) => rejection switch
    {
        SipRejection.None => "OK"u8,
        SipRejection.NotSip => "Not SIP"u8,
        SipRejection.UnsupportedVersion => "Version Not Supported"u8,
        SipRejection.MalformedStartLine => "Bad Start Line"u8,
        SipRejection.LineTooLong => "Line Too Long"u8,
        SipRejection.MalformedHeader => "Bad Header"u8,
        SipRejection.TooManyHeaders => "Too Many Headers"u8,
        SipRejection.TooManyVias => "Too Many Via"u8,
        SipRejection.MissingHeader => "Missing Header"u8,
        SipRejection.RepeatedHeader => "Repeated Header"u8,
        SipRejection.MalformedCSeq => "Bad CSeq"u8,
        SipRejection.CSeqMethodMismatch => "CSeq Method Mismatch"u8,
        SipRejection.MalformedFrom => "Bad From"u8,
        SipRejection.MalformedTo => "Bad To"u8,
        SipRejection.MalformedVia => "Bad Via"u8,
        SipRejection.MalformedCallId => "Bad Call-ID"u8,
        SipRejection.MalformedMaxForwards => "Bad Max-Forwards"u8,
        SipRejection.MalformedContentLength => "Bad Content-Length"u8,
        SipRejection.BodyShorterThanSaid => "Body Shorter Than Content-Length"u8,
        SipRejection.BodyTooLarge => "Body Too Large"u8,
        SipRejection.MessageTooLarge => "Message Too Large"u8,
    };
}
