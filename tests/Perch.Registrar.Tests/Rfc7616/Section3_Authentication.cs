using System.Text;
using Perch.Sip;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.Registrar.Tests.Rfc7616;

public sealed class Section3_Authentication : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public void A_later_REGISTER_with_the_same_nonce_needs_no_challenge()
    {
        var phone = _office.Phone();

        phone.Register();
        phone.Register();
        phone.Register();

        Assert.Equal([401, 200, 200, 200], phone.Statuses);
    }

    [Fact]
    public void An_old_nonce_is_stale_and_the_phone_goes_on_without_asking_anybody()
    {
        var phone = _office.Phone();
        phone.Register(expires: 7200);
        _office.Clock.Advance(TimeSpan.FromMinutes(61));

        phone.Register();

        Assert.Equal([401, 200, 401, 200], phone.Statuses);
        Assert.Contains(ChallengesSent(), challenge => challenge.Contains("stale=true", StringComparison.Ordinal));
    }

    [Fact]
    public void A_NAT_may_give_the_phone_another_port_but_not_another_address()
    {
        var phone = _office.Phone();
        phone.Register();
        var overheard = LastRegister();

        Assert.Equal(401, Replay(overheard.Replace("CSeq: 2", "CSeq: 3"), from: "198.51.100.66:5060"));
        Assert.Contains("stale=true", ChallengesSent()[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Contact: <sip:alice@192.0.2.7:5060>", "Contact: <sip:thief@192.0.2.66>")]
    [InlineData("Expires: 3600", "Expires: 0")]
    public void What_was_overheard_changes_nothing_when_it_is_sent_again(string said, string forged)
    {
        var phone = _office.Phone();
        phone.Register();
        var overheard = LastRegister();

        Assert.Equal(401, Replay(overheard.Replace(said, forged).Replace("CSeq: 2", "CSeq: 3"), "192.0.2.7:40000"));
        Assert.Equal(200, Replay(overheard.Replace(said, forged), "192.0.2.7:40000"));
        Assert.Equal([phone.Contact], _office.ContactsOf(_office.Alice));
        Assert.Single(_office.News.Heard);
    }

    [Fact]
    public void What_was_overheard_lets_nobody_call_either()
    {
        var phone = _office.Phone();
        phone.Ask(SipMethod.Options);
        var overheard = _office.Network.Sent.Last(sent => sent.StartLine.StartsWith("OPTIONS", StringComparison.Ordinal)).Text;

        Assert.Equal(401, Replay(overheard.Replace("branch=z9hG4bK", "branch=z9hG4bKx"), from: "192.0.2.7:40000"));
        Assert.Single(_office.LetIn);
    }

    [Fact]
    public void A_digest_made_for_another_method_lets_nobody_in()
    {
        var phone = _office.Phone();
        phone.Register();

        Assert.Equal(401, Replay(LastRegister().Replace("REGISTER", "OPTIONS"), from: "192.0.2.7:40000"));
        Assert.Empty(_office.LetIn);
    }

    [Fact]
    public void A_digest_made_for_another_server_is_400()
    {
        var phone = _office.Phone();
        phone.Register();
        var nonce = NonceOf(ChallengesSent()[^1]);

        Assert.Equal(400, Replay(Signed(nonce, uri: "sip:elsewhere.test"), from: "192.0.2.7:40000"));
        Assert.Equal(200, Replay(Signed(nonce, uri: "sip:192.0.2.1:5060", count: "00000009"), from: "192.0.2.7:40001"));
    }

    [Fact]
    public void A_client_of_RFC_2069_may_use_a_nonce_once()
    {
        _office.Phone().Register(contact: "");
        _office.Clock.Advance(TimeSpan.FromSeconds(1));
        _office.Phone(address: "192.0.2.7:5070").Register(contact: "");
        var unused = Challenged(from: "192.0.2.7:41000");

        Assert.Equal(200, Replay(SignedWithoutQop(unused, 1), from: "192.0.2.7:41001"));
        Assert.Equal(401, Replay(SignedWithoutQop(unused, 2), from: "192.0.2.7:41002"));
    }

    [Fact]
    public void A_nonce_from_before_a_restart_is_good_for_a_minute_only()
    {
        var nonce = Challenged(from: "192.0.2.7:41000");
        using var restarted = new Office();
        restarted.Clock.Advance(TimeSpan.FromSeconds(59));

        Assert.Equal(200, Replay(restarted, Signed(nonce, "sip:perch.test"), "192.0.2.7:41001"));
        restarted.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, Replay(restarted, Signed(nonce, "sip:perch.test", "00000002"), "192.0.2.7:41002"));
    }

    private string LastRegister() => _office.Network.Sent
        .Last(sent => sent.StartLine.StartsWith("REGISTER", StringComparison.Ordinal)).Text;

    private List<string> ChallengesSent() => [.. _office.Network.Sent
        .Where(sent => sent.StartLine == "SIP/2.0 401 Unauthorized")
        .Select(sent => sent.Text.Split("\r\n").First(row => row.StartsWith("WWW-Auth", StringComparison.Ordinal)))];

    private static string NonceOf(string challenge) => challenge.Split("nonce=\"")[1].Split('"')[0];

    private string Challenged(string from)
    {
        Replay(Unsigned(1), from);

        return NonceOf(ChallengesSent()[^1]);
    }

    private int Replay(string message, string from) => Replay(_office, message, from);

    private static int Replay(Office office, string message, string from)
    {
        office.Inject(message, from);

        return int.Parse(office.Network.Sent[^1].StartLine[8..11], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Unsigned(int cseq, string authorization = "") =>
        "REGISTER sip:perch.test SIP/2.0\r\n"
        + $"Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKraw{cseq};rport\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@perch.test>;tag=a1\r\nTo: <sip:alice@perch.test>\r\nCall-ID: raw\r\n"
        + $"CSeq: {cseq} REGISTER\r\n{authorization}Content-Length: 0\r\n\r\n";

    private static string Signed(string nonce, string uri, string count = "00000001")
    {
        var ha1 = Encoding.ASCII.GetString(Secret().Ha1Md5);
        var response = Md5($"{ha1}:{nonce}:{count}:c1:auth:{Md5($"REGISTER:{uri}")}");

        return Unsigned(7, "Authorization: Digest username=\"alice\",realm=\"perch.test\","
            + $"nonce=\"{nonce}\",uri=\"{uri}\",response=\"{response}\",cnonce=\"c1\",nc={count},qop=auth\r\n");
    }

    private static string SignedWithoutQop(string nonce, int cseq)
    {
        var ha1 = Encoding.ASCII.GetString(Secret().Ha1Md5);
        var response = Md5($"{ha1}:{nonce}:{Md5("REGISTER:sip:perch.test")}");

        return Unsigned(cseq, "Authorization: Digest username=\"alice\",realm=\"perch.test\","
            + $"nonce=\"{nonce}\",uri=\"sip:perch.test\",response=\"{response}\"\r\n");
    }

    private static Perch.Directory.SipSecret Secret() =>
        FakeDirectory.SecretFor("alice", "perch.test", FakeDirectory.PasswordOf("alice"));

    private static string Md5(string text)
    {
        Span<byte> hex = stackalloc byte[64];

        return Encoding.ASCII.GetString(hex[..DigestAlgorithm.Md5.Hash(Encoding.ASCII.GetBytes(text), hex)]);
    }
}
