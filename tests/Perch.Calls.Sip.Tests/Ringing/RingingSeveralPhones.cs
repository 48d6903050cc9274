using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Ringing;

public sealed class RingingSeveralPhones : SmallOffice
{
    private RingResult? _result;

    public RingingSeveralPhones()
    {
        Routing["200"] = async call =>
        {
            _result = await call.RingAsync([DeviceOf(Bob), DeviceOf(Carol)], TimeSpan.FromSeconds(20));

            if (_result.Leg is { } leg)
            {
                await call.BridgeAsync(leg);
            }
        };
        Alice.Dial("200");

        // Long enough for the phones to say 100: a CANCEL waits for that.
        Pass(0.3);
        Alice.Heard.Clear();
    }

    [Fact]
    public void All_ring_at_once_and_the_loser_is_told_that_it_was_answered_elsewhere()
    {
        Assert.True(Bob.IsRinging && Carol.IsRinging);

        Carol.Answer();
        Settle();

        Assert.Equal(DeviceOf(Carol), _result!.Leg!.Device);
        var cancel = Network.Sent.Single(sent => sent.StartLine.StartsWith("CANCEL", StringComparison.Ordinal));
        Assert.Equal(Bob.Address, cancel.To);
        Assert.Contains("Reason: SIP;cause=200;text=\"Call completed elsewhere\"", cancel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_answer_at_once_leave_one_connected_and_the_other_free()
    {
        Bob.Answer();
        Carol.Answer();
        Settle();

        Assert.Equal(1, new[] { Bob, Carol }.Count(phone => phone.IsConnected && !phone.Heard.Contains("BYE")));
        Alice.HangUp();
        ShouldBeQuiet();
    }

    [Theory]
    [InlineData(486, 486, RingOutcome.Busy)]
    [InlineData(486, 480, RingOutcome.NoAnswer)]
    [InlineData(486, 500, RingOutcome.Busy)]
    [InlineData(404, 500, RingOutcome.NoAnswer)]
    [InlineData(401, 407, RingOutcome.NoAnswer)]
    [InlineData(302, 302, RingOutcome.NoAnswer)]
    public void What_comes_of_it_when_nobody_takes_it(int bob, int carol, RingOutcome outcome)
    {
        Bob.Refuse(bob);
        Settle();
        Assert.Null(_result);
        Carol.Refuse(carol);
        Settle();

        Assert.Equal(outcome, _result!.Outcome);
    }

    [Theory]
    [InlineData(603)]
    [InlineData(600)]
    public void One_that_declines_for_everywhere_stops_the_others(int status)
    {
        Bob.Refuse(status);
        Settle();

        Assert.Equal(RingOutcome.Declined, _result!.Outcome);
        Assert.Contains("CANCEL", Carol.Heard);
    }

    [Fact]
    public void A_302_is_not_followed()
    {
        Bob.Refuse(302, "Contact: <sip:900@premium.example>\r\n");
        Settle();

        Assert.DoesNotContain(Network.Sent, sent => sent.StartLine.Contains("premium", StringComparison.Ordinal));
        Assert.True(Carol.IsRinging);
    }

    [Fact]
    public void Several_ring_without_anybodys_audio()
    {
        Bob.SendEarlyMedia();
        Settle();

        Assert.Equal(["180"], Alice.Heard);
        Assert.True(Alice.LastResponse!.Body.IsEmpty);
    }

    [Fact]
    public void After_its_time_all_fall_silent()
    {
        Bob.Ring();
        Pass(19.6);
        Assert.Null(_result);

        Pass(0.2);

        Assert.Equal(RingOutcome.NoAnswer, _result!.Outcome);
        Assert.Contains("CANCEL", Bob.Heard);
        Pass(1);
        Assert.Contains("CANCEL", Carol.Heard);
    }

    [Fact]
    public void The_caller_is_shown_by_name_and_number()
    {
        var invite = Bob.Incoming!.Request;

        Assert.StartsWith("\"Alice\" <sip:201@perch.test>", Text(invite[HeaderId.From]), StringComparison.Ordinal);
        Assert.Equal("\"Alice\" <sip:201@perch.test>", Text(invite[HeaderId.PAssertedIdentity]));
        Assert.Equal("69", Text(invite[HeaderId.MaxForwards]));
        Assert.DoesNotContain("alice", Text(invite.CallId), StringComparison.Ordinal);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
