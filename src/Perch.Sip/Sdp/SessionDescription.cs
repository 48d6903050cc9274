namespace Perch.Sip;

/// <summary>A session description as somebody wrote it (RFC 8866), as far as audio needs it.</summary>
public sealed record SessionDescription
{
    /// <summary>The o= line's session id; with <see cref="Version"/> it tells a repetition from a change.</summary>
    public required string SessionId { get; init; }

    public required string Version { get; init; }

    public required IReadOnlyList<SdpMedia> Media { get; init; }

    /// <summary>Reads a description. Nothing from the wire makes it throw.</summary>
    public static SdpFault TryParse(ReadOnlySpan<byte> text, out SessionDescription description)
    {
        if (text.Length > SipLimits.MaxBodyBytes)
        {
            description = Empty;
            return SdpFault.TooLong;
        }

        return new SdpReader(text).Read(out description);
    }

    internal static readonly SessionDescription Empty = new() { SessionId = "", Version = "", Media = [] };
}
