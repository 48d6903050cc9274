using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc5359;

public sealed class Section2_1_CallHold : SmallOffice
{
    [Fact]
    public void Bob_holds_and_Alice_is_told_by_a_sendonly_re_INVITE()
    {
        Scenarios.Connect(this);

        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Assert.Equal("recvonly", Descriptions.DirectionOf(Text(Bob.LastResponse!)));
        Assert.Equal("sendonly", Descriptions.DirectionOf(Text(Alice.Incoming!.Request)));
        Assert.Equal(
            ["bob > INVITE", "bob < 200", "alice < INVITE", "bob > ACK", "alice > 200", "alice < ACK"], Ladder.TakeLast(6));
    }

    [Fact]
    public void Bob_takes_Alice_back()
    {
        Scenarios.Connect(this);
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();

        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Assert.Equal("sendrecv", Descriptions.DirectionOf(Text(Bob.LastResponse!)));
        Assert.Equal("sendrecv", Descriptions.DirectionOf(Text(Alice.Incoming!.Request)));
    }

    [Fact]
    public void The_caller_may_hold_too()
    {
        Scenarios.Connect(this);

        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of("inactive"));
        Settle();

        Assert.Equal("inactive", Descriptions.DirectionOf(Text(Alice.LastResponse!)));
        Assert.Equal("inactive", Descriptions.DirectionOf(Text(Bob.Incoming!.Request)));
    }

    [Fact]
    public void A_phone_of_old_holds_with_zeros()
    {
        Scenarios.Connect(this);

        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of()
            .Replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0", StringComparison.Ordinal));
        Settle();

        Assert.NotEqual("sendrecv", Descriptions.DirectionOf(Text(Bob.Incoming!.Request)));
    }

    [Fact]
    public void Each_description_has_a_higher_version_and_a_repeated_one_the_same()
    {
        Scenarios.Connect(this);
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        var versions = Network.Sent
            .Where(sent => sent.To == Alice.Address && sent.Text.Contains("\r\no=", StringComparison.Ordinal))
            .Select(sent => sent.Text.Split("\r\no=")[1].Split(' ')[2]).ToArray();

        Assert.Equal(["1", "2", "3"], versions);
    }

    [Fact]
    public void Who_is_held_by_both_sides_is_back_only_when_both_say_so()
    {
        Scenarios.Connect(this);
        Bob.Holds = true;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();
        Alice.Holds = true;
        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Settle();
        Assert.Equal("inactive", Descriptions.DirectionOf(Text(Alice.LastResponse!)));

        Bob.Holds = false;
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Assert.Equal("sendonly", Descriptions.DirectionOf(Text(Bob.LastResponse!)));
        Assert.Equal("sendrecv", Descriptions.DirectionOf(Text(Alice.Incoming!.Request)));
    }

    private static string Text(SipMessage message) => System.Text.Encoding.UTF8.GetString(message.Bytes);
}
