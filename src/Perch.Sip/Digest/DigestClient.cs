using System.Text;

namespace Perch.Sip;

/// <summary>
/// The client's side of digest: takes the challenge of a 401 or 407 and signs requests with it. Keeps the nonce count,
/// so later requests to the same server go through without a new challenge. Not thread-safe. Prints no secret.
/// </summary>
/// <param name="username">As the server knows it.</param>
/// <param name="password">Kept only in memory.</param>
/// <param name="onlyRealm">The one realm to answer, so that a foreign server gets no digest; null for any.</param>
public sealed class DigestClient(string username, string password, string? onlyRealm = null)
{
    private readonly byte[] _username = Encoding.UTF8.GetBytes(username);
    private readonly byte[] _password = Encoding.UTF8.GetBytes(password);
    private readonly byte[]? _onlyRealm = onlyRealm is null ? null : Encoding.UTF8.GetBytes(onlyRealm);
    private readonly byte[] _ha1 = new byte[DigestAlgorithms.MaxHexLength];
    private byte[] _realm = [];
    private byte[] _nonce = [];
    private byte[] _opaque = [];
    private HeaderId _header = HeaderId.Authorization;
    private DigestAlgorithm _algorithm;
    private uint _nonceCount;
    private bool _withQop;

    /// <summary>Whether requests can be signed.</summary>
    public bool HasChallenge => _nonce.Length > 0;

    /// <summary>
    /// Takes the best challenge of a 401 or 407. False when there is none to answer, or when the password we already
    /// proved was refused: the same request must not be sent again then.
    /// </summary>
    /// <param name="response">The 401 or 407.</param>
    /// <param name="wasSigned">Whether the request it answers was signed by us.</param>
    public bool TryTake(SipMessage response, bool wasSigned)
    {
        var header = response.StatusCode == 407 ? HeaderId.ProxyAuthenticate : HeaderId.WwwAuthenticate;
        var taken = false;

        // RFC 7616 §3.7 and RFC 8760 §2.4: the server lists what it likes best first, so the first usable one it is.
        for (var row = 0; row < response.HeaderCount && !taken; row++)
        {
            var view = response.HeaderAt(row);

            taken = view.Id == header && DigestChallenge.TryParse(view.Value, out var challenge) && challenge.IsUsable
                && IsOurs(challenge.Realm) && (!wasSigned || challenge.IsStale || !IsSame(challenge))
                && Take(challenge, header);
        }

        return taken;
    }

    /// <summary>Writes the header for a request, or nothing where no challenge was taken yet.</summary>
    /// <param name="writer">In the middle of the request's headers.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="uri">Its Request-URI.</param>
    /// <param name="cnonce">Fresh random token characters, at least eight.</param>
    public void WriteAuthorization(SipWriter writer, SipMethod method, ReadOnlySpan<byte> uri, ReadOnlySpan<byte> cnonce)
    {
        if (!HasChallenge)
        {
            return;
        }

        Span<byte> count = stackalloc byte[8];
        Span<byte> response = stackalloc byte[DigestAlgorithms.MaxHexLength];
        (++_nonceCount).TryFormat(count, out _, "x8", null);
        var qop = _withQop ? "auth"u8 : default;
        var ha1 = _ha1.AsSpan(0, _algorithm.HexLength());
        var length = DigestResponse.Compute(
            _algorithm, new(ha1, _nonce, count, cnonce, qop), method.Name(), uri, response);

        writer.StartHeader(_header);
        writer.Raw("Digest "u8);
        WriteQuoted(writer, "username="u8, _username);
        WriteQuoted(writer, ",realm="u8, _realm);
        WriteQuoted(writer, ",nonce="u8, _nonce);
        WriteQuoted(writer, ",uri="u8, uri);
        WriteQuoted(writer, ",response="u8, response[..length]);
        writer.Raw(",algorithm="u8);
        writer.Raw(_algorithm.Name());

        if (_opaque.Length > 0)
        {
            WriteQuoted(writer, ",opaque="u8, _opaque);
        }

        if (_withQop)
        {
            WriteQuoted(writer, ",cnonce="u8, cnonce);
            writer.Raw(",nc="u8);
            writer.Raw(count);
            writer.Raw(",qop=auth"u8);
        }

        writer.EndHeader();
    }

    public override string ToString() => "***";

    private bool IsOurs(ReadOnlySpan<byte> realm) => _onlyRealm is null || realm.SequenceEqual(_onlyRealm);

    /// <summary>Whether we would only be proving the same password to the same realm again.</summary>
    private bool IsSame(in DigestChallenge challenge) =>
        challenge.Realm.SequenceEqual(_realm) && challenge.Algorithm == _algorithm;

    private bool Take(in DigestChallenge challenge, HeaderId challengedBy)
    {
        _header = challengedBy == HeaderId.ProxyAuthenticate ? HeaderId.ProxyAuthorization : HeaderId.Authorization;
        _realm = challenge.Realm.ToArray();
        _nonce = challenge.Nonce.ToArray();
        _opaque = challenge.Opaque.ToArray();
        _algorithm = challenge.Algorithm;
        _withQop = challenge.OffersAuth;
        _nonceCount = 0;
        DigestResponse.ComputeHa1(_algorithm, _username, _realm, _password, _ha1);

        return true;
    }

    private static void WriteQuoted(SipWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        writer.Raw(name);
        writer.Raw("\""u8);
        writer.Clean(value);
        writer.Raw("\""u8);
    }
}
