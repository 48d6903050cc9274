using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Xunit;

namespace Perch.Calls.Sip.Tests.Ringing;

public sealed class RingingOnePhone : SmallOffice
{
    [Fact]
    public void Its_early_media_is_passed_on_and_the_answer_repeats_the_description()
    {
        Alice.Dial("202");
        Settle();

        Bob.SendEarlyMedia();
        Settle();
        var early = Alice.LastResponse!.Body.ToArray();
        Bob.Answer();
        Settle();

        Assert.Equal(["183", "200"], Alice.Heard);
        Assert.NotEmpty(early);
        Assert.Equal(early, Alice.LastResponse!.Body.ToArray());
    }

    [Fact]
    public void A_second_phone_behind_one_contact_that_answers_too_is_let_go()
    {
        Scenarios.Connect(this);
        var invite = Network.Sent.First(sent =>
            sent.To == Bob.Address && sent.StartLine.StartsWith("INVITE", StringComparison.Ordinal)).Text;

        // The same transaction is answered a second time, with another tag.
        Bob.SendRaw(SecondAnswerTo(invite));
        Settle();

        Assert.Equal(["bob > 200", "bob < ACK", "bob < BYE"], Ladder.TakeLast(4).Take(3));
        Assert.True(Alice.IsConnected);
        Alice.HangUp();
        ShouldBeQuiet();
    }

    [Fact]
    public void A_bug_in_the_story_ends_the_call_politely()
    {
        Routing["500"] = _ => throw new InvalidOperationException("a bug");

        Alice.Dial("500");
        Settle();

        Assert.Equal(["500"], Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_hangs_up_right_after_answering_gives_the_story_back()
    {
        var rest = new List<string>();
        Routing["202"] = async call =>
        {
            var result = await call.RingAsync([DeviceOf(Bob)], TimeSpan.FromSeconds(20));
            await call.BridgeAsync(result.Leg!);
            rest.Add("after the bridge");
            await call.HangUpAsync(HangUpCause.Normal);
        };
        Scenarios.Connect(this);

        Bob.HangUp();
        Settle();

        Assert.Equal(["after the bridge"], rest);
        Assert.Contains("BYE", Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Somebody_who_answered_and_is_never_joined_is_let_go()
    {
        Routing["202"] = async call =>
        {
            await call.RingAsync([DeviceOf(Bob)], TimeSpan.FromSeconds(20));
            await call.RingAsync([DeviceOf(Carol)], TimeSpan.FromSeconds(20));
        };
        Scenarios.Ring(this);
        Bob.Answer();
        Settle();

        Assert.Contains("BYE", Bob.Heard);
        Assert.True(Carol.IsRinging);
        Alice.CancelDialling();
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_whose_connection_broke_gets_its_BYE_over_the_new_one()
    {
        // Bob's phone came by TCP: its connection breaks in the call, and it registers again over another.
        var first = Network.Join("192.0.2.1:5061", PerchStack, Perch.Transport.SipProtocol.Tcp);
        var bob = NewPhone("dave", "Dave", "204", "192.0.2.14:5060", first.Local);
        bob.Register();
        Until(() => bob.IsRegistered, "registered");
        Alice.Dial("204");
        Until(() => bob.IsRinging, "rings");
        bob.Answer();
        Until(() => bob.IsConnected, "connected");

        first.Connected = false;
        bob.MoveTo(PerchChannel.Local);
        bob.Register();
        Pass(1);
        Alice.HangUp();
        Settle();

        Assert.Contains("BYE", bob.Heard);
    }

    [Fact]
    public void A_caller_who_hangs_up_while_it_rings_ends_the_story()
    {
        var ended = false;
        Routing["202"] = async call =>
        {
            await Assert.ThrowsAsync<CallEndedException>(() => call.RingAsync([DeviceOf(Bob)], TimeSpan.FromSeconds(20)));
            ended = call.Ended.IsCancellationRequested;
        };
        Scenarios.Ring(this);

        Alice.CancelDialling();
        Settle();

        Assert.True(ended);
        ShouldBeQuiet();
    }

    private static string SecondAnswerTo(string invite)
    {
        var rows = invite.Split("\r\n");
        string Row(string name) => rows.First(row => row.StartsWith(name + ":", StringComparison.Ordinal));

        return $"SIP/2.0 200 OK\r\n{Row("Via")}\r\n{Row("From")}\r\n{Row("To")};tag=fork2\r\n{Row("Call-ID")}\r\n{Row("CSeq")}\r\n"
            + "Contact: <sip:bob@192.0.2.12:5060>\r\nContent-Length: 0\r\n\r\n";
    }
}
