using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section22_ClientDigest
{
    private const string Md5 = "WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\", algorithm=MD5, qop=\"auth,auth-int\"";
    private const string Sha256 = "WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"";

    private readonly DigestClient _alice = new("alice", "secret");

    [Fact]
    public void A_client_without_a_challenge_signs_nothing()
    {
        Assert.Equal("", Signed());
    }

    [Theory]
    [InlineData(Md5, DigestAlgorithm.Md5)]
    [InlineData(Sha256, DigestAlgorithm.Sha256)]
    [InlineData("WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\"", DigestAlgorithm.Md5)]
    public void What_it_signs_is_what_the_server_expects(string challenge, DigestAlgorithm algorithm)
    {
        Assert.True(_alice.TryTake(Challenge(401, challenge), wasSigned: false));

        Assert.True(IsRight(Signed(), algorithm));
    }

    [Fact]
    public void The_first_challenge_that_it_can_answer_is_taken()
    {
        // RFC 8760 §2.4: the server lists them in the order it likes them.
        var exotic = "WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"n0\", algorithm=SHA-512-256, qop=\"auth\"";

        _alice.TryTake(Challenge(401, exotic, Sha256, Md5), wasSigned: false);

        Assert.Contains("algorithm=SHA-256", Signed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_is_answered_in_the_proxy_s_header_with_its_opaque()
    {
        _alice.TryTake(
            Challenge(407, "Proxy-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\", opaque=\"o1\""), wasSigned: false);

        Assert.StartsWith("Proxy-Authorization: Digest ", Signed(), StringComparison.Ordinal);
        Assert.Contains("opaque=\"o1\"", Signed(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_count_goes_up_with_each_request_and_starts_anew_with_a_nonce()
    {
        _alice.TryTake(Challenge(401, Md5), wasSigned: false);

        Assert.Contains("nc=00000001,", Signed(), StringComparison.Ordinal);
        Assert.Contains("nc=00000002,", Signed(), StringComparison.Ordinal);

        _alice.TryTake(Challenge(401, Md5.Replace("n1", "n2\", stale=\"true", StringComparison.Ordinal)), wasSigned: true);

        Assert.Contains("nc=00000001,", Signed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_password_is_not_proved_again_but_a_stale_nonce_is_replaced()
    {
        _alice.TryTake(Challenge(401, Md5), wasSigned: false);

        Assert.False(_alice.TryTake(Challenge(401, Md5), wasSigned: true));
        Assert.True(_alice.TryTake(Challenge(401, Md5 + ", stale=TRUE"), wasSigned: true));
    }

    [Theory]
    [InlineData("WWW-Authenticate: Basic realm=\"perch.test\"")]
    [InlineData("WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\", qop=\"auth-int\"")]
    [InlineData("WWW-Authenticate: Digest realm=\"perch.test\", nonce=\"\"")]
    [InlineData("WWW-Authenticate: Digest realm=\"perch.test, nonce=\"n1\"")]
    [InlineData("Proxy-Authenticate: Digest realm=\"perch.test\", nonce=\"n1\"")]
    public void What_cannot_be_answered_is_not_taken(string challenge)
    {
        Assert.False(_alice.TryTake(Challenge(401, challenge), wasSigned: false));
        Assert.Equal("", Signed());
    }

    [Fact]
    public void A_client_of_one_realm_gives_no_digest_to_another()
    {
        var trunk = new DigestClient("alice", "secret", onlyRealm: "carrier.test");

        Assert.False(trunk.TryTake(Challenge(401, Md5), wasSigned: false));
    }

    [Fact]
    public void It_prints_no_password()
    {
        Assert.Equal("***", _alice.ToString());
    }

    private static SipMessage Challenge(int status, params string[] rows) => Wire.Parse(
        $"SIP/2.0 {status} No\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776\r\n"
        + "From: <sip:alice@perch.test>;tag=a1\r\nTo: <sip:alice@perch.test>;tag=p1\r\nCall-ID: window-desk\r\n"
        + $"CSeq: 1 REGISTER\r\n{string.Join("\r\n", rows)}\r\nContent-Length: 0\r\n\r\n");

    private static bool IsRight(string header, DigestAlgorithm algorithm)
    {
        Span<byte> ha1 = stackalloc byte[64];
        Assert.True(DigestCredentials.TryParse(Encoding.ASCII.GetBytes(header[(header.IndexOf(':') + 1)..].Trim()), out var credentials));
        Assert.Equal(algorithm, credentials.Algorithm);
        var length = DigestResponse.ComputeHa1(algorithm, "alice"u8, "perch.test"u8, "secret"u8, ha1);

        return DigestResponse.IsRight(credentials, "REGISTER"u8, ha1[..length]);
    }

    private string Signed()
    {
        var writer = new SipWriter();
        _alice.WriteAuthorization(writer, SipMethod.Register, "sip:perch.test"u8, "cnonce12"u8);

        return Encoding.ASCII.GetString(writer.Written);
    }
}
