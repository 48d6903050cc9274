namespace Perch.Sip;

/// <summary>
/// One Authorization or Proxy-Authorization value (RFC 7616 §3.4), read in place. Values come without their quotes,
/// escapes left as they stand, which is also how they are hashed.
/// </summary>
public readonly ref struct DigestCredentials
{
    public ReadOnlySpan<byte> Username { get; private init; }

    public ReadOnlySpan<byte> Realm { get; private init; }

    public ReadOnlySpan<byte> Nonce { get; private init; }

    public ReadOnlySpan<byte> Uri { get; private init; }

    public ReadOnlySpan<byte> Response { get; private init; }

    public DigestAlgorithm Algorithm { get; private init; }

    /// <summary>Empty in the form of RFC 2069.</summary>
    public ReadOnlySpan<byte> Qop { get; private init; }

    public ReadOnlySpan<byte> CNonce { get; private init; }

    /// <summary>The eight hex digits as they stand.</summary>
    public ReadOnlySpan<byte> NonceCountText { get; private init; }

    /// <summary>0 where there is none.</summary>
    public uint NonceCount { get; private init; }

    /// <summary>
    /// False for another scheme, and for anything that is not wholly well-formed: a parameter twice, one that has to
    /// be there missing, a qop we never offered.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> value, out DigestCredentials credentials)
    {
        credentials = default;

        if (!DigestParameters.TryStart(value, out var parameters))
        {
            return false;
        }

        var fields = default(Fields);

        while (parameters.MoveNext())
        {
            if (!fields.Take(parameters.Name, parameters.Value))
            {
                return false;
            }
        }

        credentials = fields.ToCredentials();

        return !parameters.IsMalformed && IsComplete(credentials);
    }

    private static bool IsComplete(in DigestCredentials credentials) =>
        !credentials.Username.IsEmpty && !credentials.Realm.IsEmpty && !credentials.Nonce.IsEmpty
        && !credentials.Uri.IsEmpty && credentials.Response.Length == credentials.Algorithm.HexLength()
        && (credentials.Qop.IsEmpty
            ? credentials.CNonce.IsEmpty && credentials.NonceCountText.IsEmpty
            : Ascii.EqualsIgnoreCase(credentials.Qop, "auth"u8) && !credentials.CNonce.IsEmpty && credentials.NonceCount > 0);

    /// <summary>What has been read so far.</summary>
    private ref struct Fields
    {
        private ReadOnlySpan<byte> _username;
        private ReadOnlySpan<byte> _realm;
        private ReadOnlySpan<byte> _nonce;
        private ReadOnlySpan<byte> _uri;
        private ReadOnlySpan<byte> _response;
        private ReadOnlySpan<byte> _algorithm;
        private ReadOnlySpan<byte> _qop;
        private ReadOnlySpan<byte> _cnonce;
        private ReadOnlySpan<byte> _nonceCount;

        public bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => (name.Length, (char)(name[0] | 0x20)) switch
        {
            (8, 'u') => TakeIf(name, "username"u8, value, ref _username),
            (5, 'r') => TakeIf(name, "realm"u8, value, ref _realm),
            (5, 'n') => TakeIf(name, "nonce"u8, value, ref _nonce),
            (3, 'u') => TakeIf(name, "uri"u8, value, ref _uri),
            (8, 'r') => TakeIf(name, "response"u8, value, ref _response),
            (9, 'a') => TakeIf(name, "algorithm"u8, value, ref _algorithm),
            (3, 'q') => TakeIf(name, "qop"u8, value, ref _qop),
            (6, 'c') => TakeIf(name, "cnonce"u8, value, ref _cnonce),
            (2, 'n') => TakeIf(name, "nc"u8, value, ref _nonceCount),
            _ => true,
        };

        public readonly DigestCredentials ToCredentials() => new()
        {
            Username = _username,
            Realm = _realm,
            Nonce = _nonce,
            Uri = _uri,
            Response = _response,
            Algorithm = DigestAlgorithms.Find(_algorithm),
            Qop = _qop,
            CNonce = _cnonce,
            NonceCountText = _nonceCount,
            NonceCount = ReadNonceCount(_nonceCount),
        };

        private static bool TakeIf(
            ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> value, ref ReadOnlySpan<byte> field)
        {
            if (!Ascii.EqualsIgnoreCase(name, wanted))
            {
                return true;
            }

            // RFC 7616 §3.4: no parameter may appear twice. Two readers could disagree about which one counts.
            if (!field.IsEmpty)
            {
                return false;
            }

            field = value;

            return true;
        }

        /// <summary>RFC 7616 §3.4: eight hex digits; anything else counts as none.</summary>
        private static uint ReadNonceCount(ReadOnlySpan<byte> text) =>
            text.Length == 8 && System.Buffers.Text.Utf8Parser.TryParse(text, out uint count, out var read, 'x') && read == 8
                ? count
                : 0;
    }
}
