namespace Perch.Sip;

/// <summary>What a message carries for offer and answer.</summary>
public enum SdpBodyStatus
{
    /// <summary>No body, or one that does not concern us and says so (handling=optional).</summary>
    None,

    Found,

    /// <summary>A body that we must understand and do not: 415 with Accept.</summary>
    Unsupported,

    /// <summary>Parts within parts beyond <see cref="SipLimits.MaxMultipartDepth"/>, or a boundary that is missing: 400.</summary>
    Malformed,
}

/// <summary>Finding the session description in a message, also inside multipart bodies (RFC 5621).</summary>
public static class SdpBody
{
    public static ReadOnlySpan<byte> ContentType => "application/sdp"u8;

    public static SdpBodyStatus Find(SipMessage message, out ReadOnlySpan<byte> sdp)
    {
        sdp = default;

        return message.Body.IsEmpty
            ? SdpBodyStatus.None
            : FindIn(
                new()
                {
                    Type = message[HeaderId.ContentType],
                    Encoding = message[HeaderId.ContentEncoding],
                    Disposition = message[HeaderId.ContentDisposition],
                    Content = message.Body,
                },
                1, out sdp);
    }

    private static SdpBodyStatus FindIn(Part part, int depth, out ReadOnlySpan<byte> sdp)
    {
        var semicolon = part.Type.IndexOf((byte)';');
        var type = Ascii.Trim(semicolon < 0 ? part.Type : part.Type[..semicolon]);
        sdp = default;

        if (type.Length > 10 && Ascii.EqualsIgnoreCase(type[..10], "multipart/"u8))
        {
            return depth > SipLimits.MaxMultipartDepth || semicolon < 0
                || !new Parameters(part.Type[semicolon..]).TryFind("boundary"u8, out var boundary) || boundary.IsEmpty
                ? SdpBodyStatus.Malformed
                : FindAmong(part.Content, boundary, depth, out sdp);
        }

        if (Ascii.EqualsIgnoreCase(type, ContentType) && part.IsPlain)
        {
            sdp = part.Content;
            return SdpBodyStatus.Found;
        }

        return part.IsOptional || part.Content.IsEmpty ? SdpBodyStatus.None : SdpBodyStatus.Unsupported;
    }

    /// <summary>The first description of any part wins; without one, a part that must be understood decides.</summary>
    private static SdpBodyStatus FindAmong(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary, int depth, out ReadOnlySpan<byte> sdp)
    {
        var worst = SdpBodyStatus.None;
        var parts = new MultipartReader(body, boundary);

        while (parts.TryNext(out var bytes))
        {
            var status = FindIn(Part.Read(bytes), depth + 1, out sdp);

            if (status == SdpBodyStatus.Found)
            {
                return status;
            }

            worst = status == SdpBodyStatus.None ? worst : status;
        }

        sdp = default;

        return worst;
    }

    private ref struct Part
    {
        public ReadOnlySpan<byte> Type { get; set; }

        public ReadOnlySpan<byte> Encoding { get; set; }

        public ReadOnlySpan<byte> Disposition { get; set; }

        public ReadOnlySpan<byte> Content { get; set; }

        public readonly bool IsPlain => Encoding.IsEmpty || Ascii.EqualsIgnoreCase(Encoding, "identity"u8);

        /// <summary>RFC 3261 §20.11: what is not said to be optional is required.</summary>
        public readonly bool IsOptional =>
            Disposition.IndexOf((byte)';') is var semicolon and >= 0
            && new Parameters(Disposition[semicolon..]).TryFind("handling"u8, out var handling)
            && Ascii.EqualsIgnoreCase(handling, "optional"u8);

        public static Part Read(ReadOnlySpan<byte> bytes)
        {
            // RFC 2046 §5.1: a part without a type of its own is plain text.
            var part = new Part { Type = "text/plain"u8 };

            while (TryNextLine(ref bytes, out var line) && !line.IsEmpty)
            {
                part.Take(line);
            }

            part.Content = bytes;

            return part;
        }

        private void Take(ReadOnlySpan<byte> line)
        {
            var colon = line.IndexOf((byte)':');
            var name = Ascii.Trim(colon < 0 ? default : line[..colon]);
            var value = Ascii.Trim(line[(colon + 1)..]);

            if (Ascii.EqualsIgnoreCase(name, "Content-Type"u8))
            {
                Type = value;
            }
            else if (Ascii.EqualsIgnoreCase(name, "Content-Disposition"u8))
            {
                Disposition = value;
            }
            else if (Ascii.EqualsIgnoreCase(name, "Content-Encoding"u8))
            {
                Encoding = value;
            }
        }

        private static bool TryNextLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
        {
            var end = rest.IndexOf((byte)'\n');
            line = end < 0 ? default : rest[..end].TrimEnd((byte)'\r');
            rest = end < 0 ? rest : rest[(end + 1)..];

            return end >= 0;
        }
    }
}
