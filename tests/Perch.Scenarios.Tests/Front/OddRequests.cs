using Perch.Scenarios.Tests.Office;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Scenarios.Tests.Front;

/// <summary>What phones send that is not written as in the books.</summary>
public sealed class OddRequests : OfficeTest
{
    [Fact]
    public async Task An_INVITE_with_compact_and_folded_headers_is_answered_as_any_other()
    {
        var (alice, own) = await AliceAsync();
        using var old = await Pbx.RawPhoneAsync("old-phone");
        var uri = $"sip:{alice.Extension}@{Pbx.Realm}";

        var ringing = await old.AskAsync(new(SipMethod.Invite, uri, turn =>
            $"INVITE {uri} SIP/2.0\r\nv: SIP/2.0/UDP {old.Address}\r\n ;branch={turn.Branch};\r\n\trport\r\n"
            + $"max-forwards:70\r\nF : \"Old\r\n Phone\"\r\n <sip:old-phone@{Pbx.Realm}>;tag={turn.Tag}\r\nT:<{uri}>\r\n"
            + $"i:{turn.CallId}\r\ncseq:{turn.CSeq}\r\n INVITE\r\nm:\r\n <sip:old-phone@{old.Address}>\r\nk: timer,\r\n replaces\r\n"
            + $"{turn.Authorization}c:\r\n application/sdp\r\nl:\r\n {RawPhone.Sdp.Length}\r\n\r\n{RawPhone.Sdp}"));

        Assert.Equal(180, ringing.StatusCode);
        await own.Phone.AnswerAsync();
        var answer = await old.NextAsync();
        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(SdpBodyStatus.Found, SdpBody.Find(answer, out _));
    }

    [Theory]
    [InlineData("v=0\r\nnonsense")]
    [InlineData("not a description at all")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 70000 RTP/AVP 0\r\n")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP9 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP\r\n")]
    [InlineData("\0\u00ff\r\n\r\n")]
    public async Task A_broken_description_is_refused_and_not_met_with_silence(string sdp)
    {
        var (alice, own) = await AliceAsync();
        using var phone = await Pbx.RawPhoneAsync("broken-phone");

        var answer = await phone.AskAsync(phone.Invite(alice.Extension, sdp));

        Assert.Contains(answer.StatusCode, new[] { 400, 488 });
        own.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task A_phone_that_sends_its_INVITE_byte_by_byte_is_served()
    {
        var (alice, own) = await AliceAsync();
        using var slow = await Pbx.RawPhoneAsync("slow-phone", SipProtocol.Tcp);
        slow.PieceSize = 1;

        var ringing = await slow.AskAsync(slow.Invite(alice.Extension, RawPhone.Sdp));

        Assert.Equal(180, ringing.StatusCode);
        await own.Phone.AnswerAsync();
        Assert.Equal(200, (await slow.NextAsync()).StatusCode);
    }

    private async Task<(Person Alice, Telephone Own)> AliceAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201");

        return (alice, await Pbx.PhoneOfAsync(alice));
    }
}
