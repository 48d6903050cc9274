using Perch.Sip;
using Perch.TestKit.Network;
using Xunit;

namespace Perch.Transport.Tests.Transactions;

public sealed class InviteOverUdp : TwoHosts
{
    [Fact]
    public void Perch_says_100_after_200_ms_by_itself()
    {
        AliceSends(SipMethod.Invite);
        Network.Pass(Seconds(0.19));
        Assert.Equal(0, CountOf("SIP/2.0 100"));

        Network.Pass(Seconds(0.02));

        Assert.Equal(["100"], Alice.Heard);
    }

    [Fact]
    public void Nothing_is_added_where_the_user_answered_in_time()
    {
        AliceSends(SipMethod.Invite);
        Network.Deliver();
        Perch.Accepted!.Respond(180);

        Network.Pass(Seconds(1));

        Assert.Equal(["180"], Alice.Heard);
    }

    [Fact]
    public void A_lost_INVITE_is_repeated_and_reaches_the_user_once()
    {
        Network.Lose(1, 2);
        AliceSends(SipMethod.Invite);

        Network.Pass(Seconds(5));

        Assert.Equal(["INVITE"], Perch.Heard);
        Assert.Equal(3, CountOf("INVITE"));
    }

    [Fact]
    public void An_INVITE_that_nobody_answers_fails_after_64_T1()
    {
        Network.Decide = _ => Fate.Lost;
        AliceSends(SipMethod.Invite);

        Network.Pass(Seconds(31.9));
        Assert.Empty(Alice.Heard);
        Network.Pass(Seconds(0.2));

        Assert.Equal(["failed Timeout"], Alice.Heard);
        Assert.Equal(7, CountOf("INVITE"));
    }

    [Fact]
    public void A_refusal_is_acknowledged_by_the_stack_and_repeated_until_then()
    {
        Network.Decide = datagram =>
            datagram.StartLine.StartsWith("ACK", StringComparison.Ordinal) && datagram.Number < 5 ? Fate.Lost : Fate.Arrives;
        AliceSends(SipMethod.Invite);
        Network.Deliver();
        Perch.Accepted!.Respond(486);

        Network.Pass(Seconds(10));

        Assert.Equal(["486"], Alice.Heard);
        Assert.Equal(["INVITE"], Perch.Heard);
        Assert.Equal(2, CountOf("SIP/2.0 486"));
        Assert.Equal(2, CountOf("ACK"));
    }

    [Fact]
    public void The_user_hears_when_a_refusal_is_never_acknowledged()
    {
        Network.Decide = datagram =>
            datagram.StartLine.StartsWith("ACK", StringComparison.Ordinal) ? Fate.Lost : Fate.Arrives;
        AliceSends(SipMethod.Invite);
        Network.Deliver();
        Perch.Accepted!.Respond(486);

        Network.Pass(Seconds(33));

        Assert.Equal(["INVITE", "failed Timeout"], Perch.Heard);
    }

    [Fact]
    public void A_cancel_reaches_the_user_once_and_ends_in_487()
    {
        var invite = AliceSends(SipMethod.Invite);
        Network.Pass(Seconds(0.3));

        invite.Cancel("SIP;cause=200;text=\"Call completed elsewhere\"");
        invite.Cancel();
        Network.Pass(Seconds(1));

        Assert.Equal(["INVITE", "cancelled"], Perch.Heard);
        Assert.Equal(["100", "487"], Alice.Heard);
        var cancel = Network.Sent.Single(sent => sent.StartLine.StartsWith("CANCEL", StringComparison.Ordinal));
        Assert.Contains("cause=200", cancel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancel_waits_for_the_first_provisional_response()
    {
        var invite = AliceSends(SipMethod.Invite);
        invite.Cancel();
        Network.Deliver();
        Assert.Equal(0, CountOf("CANCEL"));

        Network.Pass(Seconds(0.3));

        Assert.Equal(["100", "487"], Alice.Heard);
    }

    [Fact]
    public void A_cancelled_INVITE_without_an_end_fails_64_T1_later()
    {
        var invite = AliceSends(SipMethod.Invite);
        Network.Pass(Seconds(0.3));
        Network.Decide = _ => Fate.Lost;
        invite.Cancel();

        Network.Pass(Seconds(33));

        Assert.Equal(["100", "failed Timeout"], Alice.Heard);
    }

    [Fact]
    public void A_cancel_for_nothing_we_know_is_answered_481()
    {
        RawFromAlice(Wire.Request("CANCEL"));

        Assert.Equal(1, CountOf("SIP/2.0 481"));
        Assert.Empty(Perch.Heard);
    }

    [Fact]
    public void A_cancel_after_the_answer_is_answered_and_changes_nothing()
    {
        RawFromAlice(Wire.Request("INVITE"));
        Perch.Accepted!.Respond(200);

        RawFromAlice(Wire.Request("CANCEL"));

        Assert.Equal(["INVITE"], Perch.Heard);
        Assert.Equal(2, CountOf("SIP/2.0 200"));
        Assert.Equal(0, CountOf("SIP/2.0 487"));
    }

    [Fact]
    public void An_ACK_for_a_2xx_goes_to_the_user()
    {
        RawFromAlice(Wire.Request("INVITE"));
        Perch.Accepted!.Respond(200);

        RawFromAlice(Wire.Request("ACK", branch: "z9hG4bKother", toTag: "b1"));

        Assert.Equal(["INVITE", "ACK"], Perch.Heard);
    }

    [Fact]
    public void A_repeated_2xx_goes_up_and_one_without_a_transaction_is_stray()
    {
        AliceSends(SipMethod.Invite);
        Network.Decide = datagram =>
            datagram.StartLine.StartsWith("SIP/2.0 2", StringComparison.Ordinal) ? new Fate.Repeated(2) : Fate.Arrives;
        Network.Deliver();
        Perch.Accepted!.Respond(200);
        Network.Deliver();

        PerchChannel.Send(
            System.Text.Encoding.ASCII.GetBytes(Wire.Response("200 OK", "z9hG4bKgone", "INVITE")), AliceChannel.Local, default);
        Network.Deliver();

        Assert.Equal(["200", "200", "stray 200", "stray 200"], Alice.Heard);
    }

    [Fact]
    public void A_broken_channel_is_told_after_Send_returned()
    {
        AliceChannel.Connected = false;

        AliceSends(SipMethod.Invite);
        Assert.Empty(Alice.Heard);
        Network.Pass(Seconds(0.1));

        Assert.Equal(["failed TransportError"], Alice.Heard);
    }
}
