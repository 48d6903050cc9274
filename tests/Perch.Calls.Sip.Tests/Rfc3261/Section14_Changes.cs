using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Perch.TestKit.Network;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3261;

public sealed class Section14_Changes : SmallOffice
{
    public Section14_Changes()
    {
        Scenarios.Connect(this);
    }

    [Fact]
    public void Section_9_1_A_change_without_an_end_is_cancelled_with_the_call()
    {
        Bob.RefusesChangesWith = 100;
        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Alice.HangUp();
        Settle();

        Assert.Contains("bob < CANCEL", Ladder);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_14_2_Our_change_under_way_makes_theirs_a_491()
    {
        // Bob's hold makes Perch ask Alice; her answer is kept back.
        Network.Decide = datagram =>
            datagram.From == Alice.Address && datagram.StartLine.StartsWith("SIP/2.0", StringComparison.Ordinal)
                ? Fate.Lost : Fate.Arrives;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Assert.Equal("491", Alice.Heard[^1]);
    }

    [Fact]
    public void Section_14_1_A_491_for_ours_is_tried_again_after_its_wait()
    {
        Alice.RefusesChangesWith = 491;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();
        Assert.Equal(1, Alice.Heard.Count(heard => heard == "INVITE"));
        Alice.RefusesChangesWith = 0;

        // Alice chose the Call-ID, so Perch is the one that waits at most 2 s.
        Pass(2.1);

        Assert.Equal(2, Alice.Heard.Count(heard => heard == "INVITE"));
        Assert.Equal("sendonly", Scenarios.LastToldTo(this, Alice));
    }

    [Fact]
    public void Section_14_1_A_488_for_ours_keeps_the_old_session_and_the_call()
    {
        Alice.RefusesChangesWith = 488;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Pass(10);

        Assert.Equal(1, Alice.Heard.Count(heard => heard == "INVITE"));
        Assert.True(Alice.IsConnected && Bob.IsConnected);

        Alice.RefusesChangesWith = 0;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();
        Assert.Equal("200", Bob.Heard[^1]);
    }

    [Fact]
    public void Section_14_2_An_offer_that_cannot_be_met_is_488_and_the_call_goes_on()
    {
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of(codecs: "18"));
        Settle();

        Assert.Equal("488", Bob.Heard[^1]);
        Bob.HangUp();
        Settle();
        Assert.Equal("200", Bob.Heard[^1]);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_14_2_A_change_before_the_first_answer_is_500_with_Retry_After()
    {
        Bob.HangUp();
        Settle();
        Scenarios.Ring(this);

        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Assert.Equal("500", Alice.Heard[^1]);
        Assert.True(Alice.LastResponse!.Has(HeaderId.RetryAfter));
    }

    [Fact]
    public void Section_14_2_A_change_without_an_offer_gets_ours_and_the_ACK_answers_it()
    {
        Bob.SendInDialog(SipMethod.Invite);
        Settle();

        Assert.Equal("200", Bob.Heard[^1]);
        Assert.Contains("m=audio", System.Text.Encoding.UTF8.GetString(Bob.LastResponse!.Body), StringComparison.Ordinal);
        Pass(2);
        Assert.Equal(1, Bob.Heard.Count(heard => heard == "200"));
    }

    [Fact]
    public void Section_12_2_The_new_Contact_of_a_change_is_where_the_next_request_goes()
    {
        Bob.SendInDialog(SipMethod.Invite, "Contact: <sip:bob@192.0.2.12:5060;line=2>\r\n", Descriptions.Of());
        Settle();

        Alice.HangUp();
        Settle();

        Assert.Contains(Network.StartLines, line => line.StartsWith("BYE sip:bob@192.0.2.12:5060;line=2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Section_12_2_2_The_Contact_of_a_change_that_was_refused_counts_for_nothing()
    {
        Bob.SendInDialog(SipMethod.Invite, "Contact: <sip:elsewhere@192.0.2.12:5060>\r\n", Descriptions.Of(codecs: "18"));
        Settle();
        Assert.Equal("488", Bob.Heard[^1]);

        Alice.HangUp();
        Settle();

        Assert.DoesNotContain(Network.StartLines, line => line.StartsWith("BYE sip:elsewhere", StringComparison.Ordinal));
        ShouldBeQuiet();
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public void Section_21_5_4_A_change_that_may_be_tried_again_at_once_waits_a_second(int status)
    {
        Alice.RefusesChangesWith = status;
        Alice.RefusesChangesLater = "Retry-After: 0\r\n";

        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Pass(4.5);

        Assert.InRange(Alice.Heard.Count(heard => heard == "INVITE"), 4, 5);
        Alice.RefusesChangesWith = 0;
        Pass(1);
        Assert.Equal("sendonly", Scenarios.LastToldTo(this, Alice));
    }

    [Fact]
    public void Section_15_A_BYE_while_our_change_is_under_way_ends_both_and_its_answer_is_acknowledged()
    {
        Network.Decide = datagram =>
            datagram.From == Alice.Address && datagram.StartLine.StartsWith("SIP/2.0 200", StringComparison.Ordinal)
                ? new Fate.Delayed(TimeSpan.FromMilliseconds(100)) : Fate.Arrives;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Bob.HangUp();
        Pass(1);

        Assert.Contains("BYE", Alice.Heard);
        Assert.Contains("alice < ACK", Ladder);
        Assert.Equal("200", Bob.Heard[^1]);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_14_2_A_BYE_in_place_of_the_ACK_that_would_answer_us_ends_the_call()
    {
        Bob.Acknowledges = false;
        Bob.SendInDialog(SipMethod.Invite);
        Settle();

        Bob.HangUp();
        Settle();

        Assert.Contains("BYE", Alice.Heard);
        var answers = Ladder.Count(step => step == "bob < 200");
        Pass(40);
        Assert.Equal(answers, Ladder.Count(step => step == "bob < 200"));
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_lost_the_dialog_ends_the_call_for_both()
    {
        Alice.RefusesChangesWith = 481;

        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Assert.Contains("BYE", Bob.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Hold_and_its_end_in_quick_succession_are_both_told()
    {
        Network.Decide = datagram =>
            datagram.From == Alice.Address ? new Fate.Delayed(TimeSpan.FromMilliseconds(100)) : Fate.Arrives;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Pass(1);

        Assert.Equal("sendrecv", Scenarios.LastToldTo(this, Alice));
        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }
}
