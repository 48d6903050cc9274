namespace Perch.Sip;

/// <summary>The two requests that a transaction makes out of its INVITE.</summary>
public static class TransactionRequests
{
    /// <summary>RFC 3261 §17.1.1.3: the ACK for a non-2xx final response; its To is the response's.</summary>
    public static void WriteAck(SipWriter writer, SipMessage invite, SipMessage response)
    {
        Start(writer, SipMethod.Ack, invite, response[HeaderId.To]);
        writer.NoBody();
    }

    /// <summary>RFC 3261 §9.1: the CANCEL, with a Reason (RFC 3326) where one is given.</summary>
    public static void WriteCancel(SipWriter writer, SipMessage invite, string? reason)
    {
        Start(writer, SipMethod.Cancel, invite, invite[HeaderId.To]);

        if (reason is not null)
        {
            writer.Header(HeaderId.Reason, reason);
        }

        writer.NoBody();
    }

    private static void Start(SipWriter writer, SipMethod method, SipMessage invite, ReadOnlySpan<byte> to)
    {
        writer.Clear();
        writer.RequestLine(method, invite.RequestUri);

        // One Via only: the INVITE's topmost, so that the branch matches.
        foreach (var via in invite.Values(HeaderId.Via))
        {
            writer.Header(HeaderId.Via, via);
            break;
        }

        writer.Copy(invite, HeaderId.Route);
        writer.Header(HeaderId.MaxForwards, 70);
        writer.Header(HeaderId.From, invite[HeaderId.From]);
        writer.Header(HeaderId.To, to);
        writer.Header(HeaderId.CallId, invite.CallId);
        writer.StartHeader(HeaderId.CSeq);
        writer.Number(invite.CSeqNumber);
        writer.Raw(" "u8);
        writer.Raw(method.Name());
        writer.EndHeader();
    }
}
