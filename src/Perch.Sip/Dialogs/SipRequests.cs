namespace Perch.Sip;

/// <summary>What our Via says: how and where answers reach us.</summary>
/// <param name="transport"><c>UDP</c>, <c>TCP</c> …</param>
/// <param name="sentBy">Our address and port as the peer should see it.</param>
/// <param name="branch">Unique for each transaction.</param>
public readonly ref struct OwnVia(ReadOnlySpan<byte> transport, SipAddress sentBy, ReadOnlySpan<byte> branch)
{
    public ReadOnlySpan<byte> Transport { get; } = transport;

    public SipAddress SentBy { get; } = sentBy;

    public ReadOnlySpan<byte> Branch { get; } = branch;
}

/// <summary>RFC 3261 §8.1.1: what every request begins with.</summary>
public readonly ref struct RequestHead
{
    public required SipMethod Method { get; init; }

    public required ReadOnlySpan<byte> Uri { get; init; }

    /// <summary>A name-addr without its tag.</summary>
    public required ReadOnlySpan<byte> From { get; init; }

    public required ReadOnlySpan<byte> FromTag { get; init; }

    /// <summary>A name-addr without its tag.</summary>
    public required ReadOnlySpan<byte> To { get; init; }

    /// <summary>Empty outside a dialog.</summary>
    public ReadOnlySpan<byte> ToTag { get; init; }

    public required ReadOnlySpan<byte> CallId { get; init; }

    public required uint CSeq { get; init; }

    /// <summary>Null for 70; 0 where the request passes on the last hop of another one.</summary>
    public int? MaxForwards { get; init; }
}

/// <summary>Beginning a request; the counterpart of <see cref="SipResponses"/>.</summary>
public static class SipRequests
{
    public const int UsualMaxForwards = 70;

    /// <summary>
    /// Writes the request line, Via, Max-Forwards, From, To, Call-ID and CSeq. Headers of the caller's own and
    /// <see cref="SipWriter.Body"/> or <see cref="SipWriter.NoBody"/> follow.
    /// </summary>
    /// <param name="writer">Cleared first.</param>
    public static void Start(SipWriter writer, in RequestHead head, in OwnVia via)
    {
        writer.Clear();
        writer.RequestLine(head.Method, head.Uri);
        WriteVia(writer, via);
        writer.Header(HeaderId.MaxForwards, head.MaxForwards ?? UsualMaxForwards);
        WriteParty(writer, HeaderId.From, head.From, head.FromTag);
        WriteParty(writer, HeaderId.To, head.To, head.ToTag);
        writer.Header(HeaderId.CallId, head.CallId);
        writer.StartHeader(HeaderId.CSeq);
        writer.Number(head.CSeq);
        writer.Raw(" "u8);
        writer.Raw(head.Method.Name());
        writer.EndHeader();
    }

    private static void WriteVia(SipWriter writer, in OwnVia via)
    {
        writer.StartHeader(HeaderId.Via);
        writer.Raw("SIP/2.0/"u8);
        writer.Raw(via.Transport);
        writer.Raw(" "u8);
        writer.Address(via.SentBy, withPort: true);

        // RFC 3581 §3: always ask for the port, so that answers come back through a NAT.
        writer.Raw(";rport;branch="u8);
        writer.Raw(via.Branch);
        writer.EndHeader();
    }

    private static void WriteParty(SipWriter writer, HeaderId id, ReadOnlySpan<byte> address, ReadOnlySpan<byte> tag)
    {
        writer.StartHeader(id);
        writer.Clean(address);

        if (!tag.IsEmpty)
        {
            writer.Raw(";tag="u8);
            writer.Clean(tag);
        }

        writer.EndHeader();
    }
}
