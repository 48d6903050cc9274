namespace Perch.Sip;

/// <summary>One WWW-Authenticate or Proxy-Authenticate value (RFC 7616 §3.3), read in place or written.</summary>
public readonly ref struct DigestChallenge
{
    public ReadOnlySpan<byte> Realm { get; private init; }

    public ReadOnlySpan<byte> Nonce { get; private init; }

    public ReadOnlySpan<byte> Opaque { get; private init; }

    public DigestAlgorithm Algorithm { get; private init; }

    /// <summary>The password was right, only the nonce was too old or used up.</summary>
    public bool IsStale { get; private init; }

    /// <summary>Whether qop is offered at all; without it the client answers as RFC 2069 says.</summary>
    public bool OffersQop { get; private init; }

    /// <summary>Whether <c>auth</c> is among the offered qop values.</summary>
    public bool OffersAuth { get; private init; }

    /// <summary>Whether this is a challenge that can be answered here.</summary>
    public bool IsUsable => Algorithm != DigestAlgorithm.Unknown && OffersQop == OffersAuth && !Nonce.IsEmpty;

    public static bool TryParse(ReadOnlySpan<byte> value, out DigestChallenge challenge)
    {
        challenge = default;

        if (!DigestParameters.TryStart(value, out var parameters))
        {
            return false;
        }

        // RFC 7616 §3.3: no algorithm means MD5.
        challenge = new() { Algorithm = DigestAlgorithm.Md5 };

        while (parameters.MoveNext())
        {
            challenge = With(challenge, parameters.Name, parameters.Value);
        }

        return !parameters.IsMalformed;
    }

    /// <summary>Writes a challenge with <c>qop="auth"</c>, the only protection offered.</summary>
    public static void Write(
        SipWriter writer, HeaderId header, DigestAlgorithm algorithm, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> nonce,
        bool stale)
    {
        writer.StartHeader(header);
        writer.Raw("Digest realm=\""u8);
        writer.Clean(realm);
        writer.Raw("\",nonce=\""u8);
        writer.Raw(nonce);
        writer.Raw(stale ? "\",stale=true,algorithm="u8 : "\",algorithm="u8);
        writer.Raw(algorithm.Name());
        writer.Raw(",qop=\"auth\"\r\n"u8);
    }

    private static DigestChallenge With(DigestChallenge challenge, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(name, "realm"u8))
        {
            return challenge with { Realm = value };
        }

        if (Ascii.EqualsIgnoreCase(name, "nonce"u8))
        {
            return challenge with { Nonce = value };
        }

        if (Ascii.EqualsIgnoreCase(name, "opaque"u8))
        {
            return challenge with { Opaque = value };
        }

        if (Ascii.EqualsIgnoreCase(name, "algorithm"u8))
        {
            return challenge with { Algorithm = DigestAlgorithms.Find(value) };
        }

        if (Ascii.EqualsIgnoreCase(name, "stale"u8))
        {
            return challenge with { IsStale = Ascii.EqualsIgnoreCase(value, "true"u8) };
        }

        return Ascii.EqualsIgnoreCase(name, "qop"u8)
            ? challenge with { OffersQop = true, OffersAuth = ListsAuth(value) }
            : challenge;
    }

    private static bool ListsAuth(ReadOnlySpan<byte> values)
    {
        foreach (var range in values.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(Ascii.Trim(values[range]), "auth"u8))
            {
                return true;
            }
        }

        return false;
    }
}
