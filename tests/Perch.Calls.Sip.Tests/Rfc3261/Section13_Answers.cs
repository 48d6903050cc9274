using Perch.Calls.Sip.Tests.Office;
using Perch.TestKit.Network;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3261;

public sealed class Section13_Answers : SmallOffice
{
    [Fact]
    public void Section_13_3_1_4_A_2xx_is_repeated_until_64_T1_and_then_the_call_ends_with_BYE()
    {
        Alice.Acknowledges = false;
        Alice.Dial("202");
        Settle();
        Bob.Answer();
        Settle();

        Pass(31.9);
        Assert.DoesNotContain("BYE", Alice.Heard);
        Pass(0.3);

        Assert.Equal(1, Alice.Heard.Count(heard => heard == "BYE"));
        Assert.Equal(11, Ladder.Count(step => step == "alice < 200"));
        Assert.Contains("BYE", Bob.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_15_No_BYE_goes_to_the_caller_before_the_ACK()
    {
        Alice.Acknowledges = false;
        Alice.Dial("202");
        Settle();
        Bob.Answer();
        Settle();

        Bob.HangUp();
        Settle();
        Assert.DoesNotContain("BYE", Alice.Heard);

        Alice.Acknowledges = true;
        Until(() => Alice.Heard.Contains("BYE"), "the BYE that waited for the ACK");
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_13_2_2_4_A_repeated_2xx_is_acknowledged_each_time()
    {
        Network.Decide = datagram =>
            datagram.StartLine.StartsWith("ACK", StringComparison.Ordinal) && datagram.To == Bob.Address && Bob.Heard.Count < 2
                ? Fate.Lost : Fate.Arrives;
        Alice.Dial("202");
        Settle();
        Bob.Answer();
        Pass(1);
        Network.Decide = static _ => Fate.Arrives;
        Pass(3);

        Assert.True(Bob.IsConnected);
        Assert.Equal(Ladder.Count(step => step == "bob > 200"), Ladder.Count(step => step == "bob < ACK"));
    }

    [Fact]
    public void Section_9_1_An_answer_that_crosses_the_CANCEL_is_acknowledged_and_ended()
    {
        Scenarios.Ring(this);
        Network.Decide = datagram =>
            datagram.StartLine.StartsWith("CANCEL", StringComparison.Ordinal) && datagram.To == Bob.Address
                ? new Fate.Delayed(TimeSpan.FromMilliseconds(200)) : Fate.Arrives;

        Alice.CancelDialling();
        Settle();
        Bob.Answer();
        Until(() => Bob.Heard.Contains("BYE"), "Bob's phone is told that nobody is there");

        Assert.Contains("ACK", Bob.Heard);
        Assert.Contains("487", Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_13_2_2_4_An_ACK_goes_where_the_phone_is_now()
    {
        var first = Network.Join("192.0.2.1:5061", PerchStack, Perch.Transport.SipProtocol.Tcp);
        var dave = NewPhone("dave", "Dave", "204", "192.0.2.14:5060", first.Local);
        dave.Register();
        Until(() => dave.IsRegistered, "Dave's phone is registered");
        Alice.Dial("204");
        Settle();
        first.Connected = false;
        dave.MoveTo(PerchChannel.Local);
        dave.Register();
        Settle();

        dave.Answer();
        Settle();

        Assert.True(dave.IsConnected && Alice.IsConnected);
    }

    [Fact]
    public void Section_15_1_2_A_caller_may_end_an_early_dialog_with_BYE()
    {
        Scenarios.Ring(this);

        Alice.HangUp();
        Settle();

        Assert.Contains("487", Alice.Heard);
        Assert.Contains("CANCEL", Bob.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_15_A_caller_that_hangs_up_before_its_ACK_is_not_sent_the_2xx_any_more()
    {
        Alice.Acknowledges = false;
        Alice.Dial("202");
        Settle();
        Bob.Answer();
        Settle();
        Alice.HangUp();
        Settle();
        var answers = Ladder.Count(step => step == "alice < 200");

        Pass(10);

        Assert.Equal(answers, Ladder.Count(step => step == "alice < 200"));
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_12_2_2_A_request_older_than_the_last_is_500()
    {
        Scenarios.Connect(this);
        Alice.SendInDialog(Perch.Sip.SipMethod.Options);
        Settle();
        var dialog = Alice.Dialog!;

        Alice.SendRaw(
            $"OPTIONS sip:perch@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKold\r\nMax-Forwards: 70\r\n"
            + $"From: <sip:alice@perch.test>;tag={Text(dialog.LocalTag)}\r\nTo: <sip:202@perch.test>;tag={Text(dialog.RemoteTag)}\r\n"
            + $"Call-ID: {Text(dialog.CallId)}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        Settle();

        Assert.Equal("alice < 500", Ladder.Last());
    }

    [Fact]
    public void Section_13_3_1_An_answer_has_one_codec_and_telephone_event()
    {
        Alice.Sdp = Descriptions.Of(codecs: "8 0 101");
        Scenarios.Connect(this);

        var answer = System.Text.Encoding.UTF8.GetString(Alice.LastResponse!.Body);
        Assert.Matches(@"m=audio \d+ RTP/AVP 0 101\r\n", answer);
    }

    [Fact]
    public void The_phone_that_is_rung_is_offered_the_callers_codecs_first()
    {
        Alice.Sdp = Descriptions.Of(codecs: "8 0 101");
        Scenarios.Ring(this);

        var offer = System.Text.Encoding.UTF8.GetString(Bob.Incoming!.Request.Body);
        Assert.Matches(@"m=audio \d+ RTP/AVP 8 0 9 101\r\n", offer);
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.ASCII.GetString(bytes);
}
