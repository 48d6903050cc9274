using System.Text;
using CsCheck;
using Xunit;

namespace Perch.Sip.Tests.Rfc7616;

public sealed class Section3_4_Authorization
{
    private const string Good =
        "Digest username=\"alice\", realm=\"perch.test\", nonce=\"n1\", uri=\"sip:perch.test\", "
        + "response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5, cnonce=\"c1\", nc=0000000a, qop=auth";

    [Fact]
    public void Every_parameter_is_read_without_its_quotes()
    {
        Assert.True(TryRead(Good, out var read));

        Assert.Equal(("alice", "perch.test", "n1", "sip:perch.test"), (read.Username, read.Realm, read.Nonce, read.Uri));
        Assert.Equal(("c1", "auth", 10u, DigestAlgorithm.Md5), (read.CNonce, read.Qop, read.Count, read.Algorithm));
    }

    [Theory]
    [InlineData("DIGEST\tUSERNAME = \"alice\" ,,REALM=\"perch.test\",nonce=\"n1\",uri=\"sip:perch.test\","
        + "response=0123456789abcdef0123456789abcdef")]
    [InlineData("Digest future=\"a, b=\\\"c\\\"\", username=\"alice\",realm=\"perch.test\",nonce=\"n1\","
        + "uri=\"sip:perch.test\",response=\"0123456789abcdef0123456789abcdef\"")]
    public void Case_white_space_order_and_unknown_parameters_do_not_matter(string header)
    {
        Assert.True(TryRead(header, out var read));
        Assert.Equal(("alice", "sip:perch.test", ""), (read.Username, read.Uri, read.Qop));
    }

    [Fact]
    public void A_quoted_string_may_hold_commas_and_escaped_quotes()
    {
        Assert.True(TryRead(Good.Replace("\"alice\"", "\"al\\\"i, ce\"", StringComparison.Ordinal), out var read));
        Assert.Equal("al\\\"i, ce", read.Username);
    }

    [Theory]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    [InlineData("Digest")]
    [InlineData("Digest username=\"alice")]
    [InlineData("Digest username=\"alice\\\"")]
    [InlineData("Digest =\"alice\"")]
    [InlineData("Digest username")]
    [InlineData("Digest username=\"alice\" realm=\"perch.test\"")]
    public void What_breaks_the_grammar_is_no_credentials(string header)
    {
        Assert.False(TryRead(header, out _));
    }

    [Theory]
    [InlineData("username=\"alice\"", "username=\"\"")]
    [InlineData("nonce=\"n1\", ", "")]
    [InlineData("uri=\"sip:perch.test\", ", "")]
    [InlineData("nc=0000000a", "nc=a")]
    [InlineData("nc=0000000a", "nc=0000000g")]
    [InlineData("nc=0000000a", "nc=00000000")]
    [InlineData("cnonce=\"c1\", ", "")]
    [InlineData("qop=auth", "qop=auth-int")]
    [InlineData("qop=auth", "x=y")]
    [InlineData("algorithm=MD5", "algorithm=MD5-sess")]
    [InlineData("algorithm=MD5", "algorithm=SHA-256")]
    [InlineData("0123456789abcdef0123456789abcdef", "0123")]
    [InlineData("realm=", "username=\"bob\", realm=")]
    [InlineData("qop=auth", "qop=auth, response=\"00000000000000000000000000000000\"")]
    public void What_lacks_doubles_or_spoils_a_parameter_is_no_credentials(string good, string bad)
    {
        Assert.False(TryRead(Good.Replace(good, bad, StringComparison.Ordinal), out _));
    }

    [Fact]
    public void Whatever_arrives_throws_nothing()
    {
        string[] pieces = ["Digest ", "username=", "\"", "\\", ",", "=", " ", "alice", "nc=00000001", "\0", "é"];

        Gen.Int[0, pieces.Length - 1].Array[0, 20].Sample(
            chosen => { TryRead(string.Concat(chosen.Select(index => pieces[index])), out _); }, iter: 20_000);
    }

    [Fact]
    public void A_response_in_capitals_is_right_all_the_same()
    {
        Assert.True(DigestCredentials.TryParse(Encoding.ASCII.GetBytes(Good), out var credentials));
        Span<byte> response = stackalloc byte[64];
        var length = DigestResponse.Compute(credentials, "REGISTER"u8, "0a1b"u8, response);
        var shouted = Encoding.ASCII.GetString(response[..length]).ToUpperInvariant();

        Assert.True(DigestCredentials.TryParse(
            Encoding.ASCII.GetBytes(Good.Replace("0123456789abcdef0123456789abcdef", shouted, StringComparison.Ordinal)),
            out credentials));
        Assert.True(DigestResponse.IsRight(credentials, "REGISTER"u8, "0a1b"u8));
        Assert.False(DigestResponse.IsRight(credentials, "INVITE"u8, "0a1b"u8));
    }

    [Fact]
    public void An_absurdly_long_part_is_wrong_rather_than_an_error()
    {
        Assert.True(DigestCredentials.TryParse(
            Encoding.ASCII.GetBytes(Good.Replace("c1", new string('c', 4000), StringComparison.Ordinal)), out var credentials));
        Assert.False(DigestResponse.IsRight(credentials, "REGISTER"u8, "0a1b"u8));
    }

    private static bool TryRead(string header, out Read read)
    {
        var parsed = DigestCredentials.TryParse(Encoding.UTF8.GetBytes(header), out var credentials);
        read = new(
            credentials.Username.Ascii(), credentials.Realm.Ascii(), credentials.Nonce.Ascii(), credentials.Uri.Ascii(),
            credentials.CNonce.Ascii(), credentials.Qop.Ascii(), credentials.NonceCount, credentials.Algorithm);

        return parsed;
    }

    private sealed record Read(
        string Username, string Realm, string Nonce, string Uri, string CNonce, string Qop, uint Count,
        DigestAlgorithm Algorithm);
}
