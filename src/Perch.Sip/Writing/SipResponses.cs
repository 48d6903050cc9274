namespace Perch.Sip;

/// <summary>Beginning a response: RFC 3261 §8.2.6.2, with received and rport as RFC 3581 §4 says.</summary>
public static class SipResponses
{
    /// <summary>
    /// Writes the status line, Via, From, To, Call-ID and CSeq. Headers of the caller's own and
    /// <see cref="SipWriter.Body"/> or <see cref="SipWriter.NoBody"/> follow.
    /// </summary>
    /// <param name="writer">Cleared first.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="source">Where the request came from.</param>
    /// <param name="status">100 to 699.</param>
    /// <param name="phrase">Empty for the usual one.</param>
    /// <param name="toTag">Added where the request's To has no tag; empty for none (100 Trying).</param>
    public static void Start(
        SipWriter writer, SipMessage request, SipAddress source, int status, ReadOnlySpan<byte> phrase,
        ReadOnlySpan<byte> toTag)
    {
        writer.Clear();
        writer.StatusLine(status, phrase.IsEmpty ? ReasonPhrases.For(status) : phrase);
        WriteVias(writer, request, source);
        writer.Header(HeaderId.From, request[HeaderId.From]);
        writer.StartHeader(HeaderId.To);
        writer.Clean(request[HeaderId.To]);

        if (request.ToTag.IsEmpty && !toTag.IsEmpty)
        {
            writer.Raw(";tag="u8);
            writer.Clean(toTag);
        }

        writer.EndHeader();
        writer.Header(HeaderId.CallId, request.CallId);
        writer.Header(HeaderId.CSeq, request[HeaderId.CSeq]);
    }

    private static void WriteVias(SipWriter writer, SipMessage request, SipAddress source)
    {
        var top = true;

        foreach (var value in request.Values(HeaderId.Via))
        {
            writer.StartHeader(HeaderId.Via);

            if (top && ViaValue.TryParse(value, out var via))
            {
                WriteTopVia(writer, value, via, source);
            }
            else
            {
                writer.Clean(value);
            }

            writer.EndHeader();
            top = false;
        }
    }

    private static void WriteTopVia(SipWriter writer, ReadOnlySpan<byte> value, in ViaValue via, SipAddress source)
    {
        Span<byte> host = stackalloc byte[64];
        var length = source.WriteHost(host, bracketed: false);
        var wantsRport = via.Parameters.Has("rport"u8);

        writer.Clean(value[..^via.Parameters.Text.Length]);

        foreach (var parameter in via.Parameters)
        {
            // RFC 3581 §4: ours replace what the client may have put there.
            if (Ascii.EqualsIgnoreCase(parameter.Name, "rport"u8) || Ascii.EqualsIgnoreCase(parameter.Name, "received"u8))
            {
                continue;
            }

            writer.Raw(";"u8);
            writer.Clean(parameter.Name);

            if (!parameter.Value.IsEmpty)
            {
                writer.Raw("="u8);
                writer.Clean(parameter.Value);
            }
        }

        // RFC 3261 §18.2.1: received where sent-by differs; with rport always.
        if (wantsRport || !via.Host.SequenceEqual(host[..length]))
        {
            writer.Raw(";received="u8);
            writer.Raw(host[..length]);
        }

        if (wantsRport)
        {
            writer.Raw(";rport="u8);
            writer.Number(source.Port);
        }
    }
}
