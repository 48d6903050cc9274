using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>What may be wrong with a request that is well-formed SIP.</summary>
internal enum RequestFault
{
    None,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    UnsupportedMedia,

    /// <summary>An INFO whose body is no key press.</summary>
    UnsupportedKeys,
    UnsupportedScheme,
    BadExtension,
    SessionTooShort,

    /// <summary>RFC 6086 §4.2.2.</summary>
    BadInfoPackage,
    NoDialog,
    TooManyHops,
    NotAcceptable,
    BadEvent,

    /// <summary>A change of ours is under way (glare).</summary>
    Pending,

    /// <summary>A CSeq lower than the last.</summary>
    OutOfOrder,

    /// <summary>An earlier change of the peer's is not finished.</summary>
    TooEarly,

    /// <summary>No RTP port is left, or the server is about to stop.</summary>
    NoRoom,
}

/// <summary>The status of each fault, and the headers that go with it.</summary>
internal static class RequestFaults
{
    /// <summary>RFC 3261 §20.5. Events and REFER come with the modules that understand them.</summary>
    public static ReadOnlySpan<byte> Allow => "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, INFO, UPDATE"u8;

    public static ReadOnlySpan<byte> Supported => "timer"u8;

    public static int Status(this RequestFault fault) => fault switch
    {
        RequestFault.None => 200,
        RequestFault.BadRequest => 400,
        RequestFault.Forbidden => 403,
        RequestFault.NotFound => 404,
        RequestFault.MethodNotAllowed => 405,
        RequestFault.UnsupportedMedia or RequestFault.UnsupportedKeys => 415,
        RequestFault.UnsupportedScheme => 416,
        RequestFault.BadExtension => 420,
        RequestFault.SessionTooShort => 422,
        RequestFault.BadInfoPackage => 469,
        RequestFault.NoDialog => 481,
        RequestFault.TooManyHops => 483,
        RequestFault.NotAcceptable => 488,
        RequestFault.BadEvent => 489,
        RequestFault.Pending => 491,
        RequestFault.OutOfOrder or RequestFault.TooEarly => 500,
        RequestFault.NoRoom => 503,
    };

    /// <summary>Headers that tell the sender what would do; the end of the response follows.</summary>
    public static void WriteHeaders(SipWriter writer, SipMessage request, RequestFault fault, int retryAfterSeconds)
    {
        switch (fault)
        {
            case RequestFault.MethodNotAllowed:
                writer.Header(HeaderId.Allow, Allow);
                break;

            case RequestFault.UnsupportedMedia:
                writer.Header(HeaderId.Accept, SdpBody.ContentType);
                writer.Header(HeaderId.AcceptEncoding, "identity"u8);
                break;

            case RequestFault.UnsupportedKeys:
                writer.Header(HeaderId.Accept, "application/dtmf-relay, application/dtmf"u8);
                break;

            case RequestFault.BadExtension:
                WriteUnsupported(writer, request);
                break;

            case RequestFault.SessionTooShort:
                writer.Header(HeaderId.MinSe, SessionTimer.MinSe);
                break;

            case RequestFault.NotAcceptable:
                writer.Header(HeaderId.Warning, "305 perch \"No audio codec in common\""u8);
                break;

            // RFC 6665 §7.2: which events there are; so far none.
            case RequestFault.BadEvent:
                writer.Header(HeaderId.AllowEvents, default(ReadOnlySpan<byte>));
                break;

            case RequestFault.TooEarly or RequestFault.NoRoom:
                writer.Header(HeaderId.RetryAfter, retryAfterSeconds);
                break;
        }
    }

    /// <summary>RFC 3261 §8.2.2.3: whether Require or Proxy-Require asks for something we do not have.</summary>
    public static bool RequiresUnknown(SipMessage request) =>
        RequiresUnknown(request, HeaderId.Require) || RequiresUnknown(request, HeaderId.ProxyRequire);

    private static bool RequiresUnknown(SipMessage request, HeaderId header)
    {
        foreach (var tag in request.Values(header))
        {
            if (!IsSupported(tag))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSupported(ReadOnlySpan<byte> tag) => tag.IsEmpty || Ascii.EqualsIgnoreCase(tag, Supported);

    private static void WriteUnsupported(SipWriter writer, SipMessage request)
    {
        foreach (var header in (ReadOnlySpan<HeaderId>)[HeaderId.Require, HeaderId.ProxyRequire])
        {
            foreach (var tag in request.Values(header))
            {
                if (!IsSupported(tag))
                {
                    writer.Header(HeaderId.Unsupported, tag);
                }
            }
        }
    }
}
