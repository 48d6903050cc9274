using System.Security.Cryptography;

namespace Perch.Sip;

/// <summary>RFC 7616 §3.4.1: what a client proves its password with, and checking it.</summary>
public static class DigestResponse
{
    // Longer digest-uris and cnonces are nobody's honest credentials.
    private const int MaxHashed = 2048;

    /// <summary>
    /// Whether the response was made from this HA1 for this method. Takes the same time for a right and a wrong one.
    /// Says nothing about the nonce, which may be anybody's.
    /// </summary>
    /// <param name="credentials">As the client sent them.</param>
    /// <param name="method">The request's method as it stands on the wire.</param>
    /// <param name="ha1">H(username:realm:password) of the credentials' algorithm, in lower-case hex.</param>
    public static bool IsRight(in DigestCredentials credentials, ReadOnlySpan<byte> method, ReadOnlySpan<byte> ha1)
    {
        Span<byte> expected = stackalloc byte[DigestAlgorithms.MaxHexLength];
        Span<byte> given = stackalloc byte[DigestAlgorithms.MaxHexLength];
        var length = Compute(credentials, method, ha1, expected);

        if (length == 0 || credentials.Response.Length != length)
        {
            return false;
        }

        // Lower case is the rule; some phones shout.
        System.Text.Ascii.ToLower(credentials.Response, given, out _);

        return CryptographicOperations.FixedTimeEquals(given[..length], expected[..length]);
    }

    /// <summary>H(username:realm:password) in lower-case hex; returns its length.</summary>
    public static int ComputeHa1(
        DigestAlgorithm algorithm, ReadOnlySpan<byte> username, ReadOnlySpan<byte> realm, ReadOnlySpan<byte> password,
        Span<byte> hex)
    {
        var text = new HashedText(new byte[username.Length + realm.Length + password.Length + 2]);
        text.Append(username);
        text.AppendAfterColon(realm);
        text.AppendAfterColon(password);

        return algorithm.Hash(text.Text, hex);
    }

    /// <summary>Returns the length of the response in hex, or 0 where a part is absurdly long.</summary>
    internal static int Compute(
        in DigestCredentials credentials, ReadOnlySpan<byte> method, ReadOnlySpan<byte> ha1, Span<byte> hex) =>
        Compute(
            credentials.Algorithm,
            new(ha1, credentials.Nonce, credentials.NonceCountText, credentials.CNonce, credentials.Qop),
            method, credentials.Uri, hex);

    internal static int Compute(
        DigestAlgorithm algorithm, in Proof proof, ReadOnlySpan<byte> method, ReadOnlySpan<byte> uri, Span<byte> hex)
    {
        if (algorithm == DigestAlgorithm.Unknown || method.Length + uri.Length + proof.Length > MaxHashed - 160)
        {
            return 0;
        }

        Span<byte> ha2 = stackalloc byte[DigestAlgorithms.MaxHexLength];
        var text = new HashedText(stackalloc byte[MaxHashed]);
        text.Append(method);
        text.AppendAfterColon(uri);
        var length = algorithm.Hash(text.Text, ha2);

        text.Clear();
        text.Append(proof.Ha1);
        text.AppendAfterColon(proof.Nonce);

        // RFC 2617 §3.2.2.1: without qop the middle part is left out, as in RFC 2069.
        if (!proof.Qop.IsEmpty)
        {
            text.AppendAfterColon(proof.NonceCount);
            text.AppendAfterColon(proof.CNonce);
            text.AppendAfterColon(proof.Qop);
        }

        text.AppendAfterColon(ha2[..length]);

        return algorithm.Hash(text.Text, hex);
    }

    /// <summary>What goes into the hash beside method and URI.</summary>
    internal readonly ref struct Proof(
        ReadOnlySpan<byte> ha1, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> nonceCount, ReadOnlySpan<byte> cnonce,
        ReadOnlySpan<byte> qop)
    {
        public ReadOnlySpan<byte> Ha1 { get; } = ha1;

        public ReadOnlySpan<byte> Nonce { get; } = nonce;

        public ReadOnlySpan<byte> NonceCount { get; } = nonceCount;

        public ReadOnlySpan<byte> CNonce { get; } = cnonce;

        public ReadOnlySpan<byte> Qop { get; } = qop;

        public int Length => Ha1.Length + Nonce.Length + NonceCount.Length + CNonce.Length + Qop.Length;
    }

    private ref struct HashedText(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Text => _buffer[.._length];

        public void Clear() => _length = 0;

        public void Append(ReadOnlySpan<byte> part)
        {
            part.CopyTo(_buffer[_length..]);
            _length += part.Length;
        }

        public void AppendAfterColon(ReadOnlySpan<byte> part)
        {
            Append(":"u8);
            Append(part);
        }
    }
}
