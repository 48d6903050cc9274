using Perch.Calls.Sip.Tests.Office;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3665;

public sealed class Section3_SessionEstablishment : SmallOffice
{
    [Fact]
    public void Section_3_1_Alice_calls_Bob_they_talk_and_Bob_hangs_up()
    {
        Alice.Dial("202");
        Settle();
        Bob.Ring();
        Settle();
        Bob.Answer();
        Settle();
        Bob.HangUp();
        Settle();

        Assert.Equal(
            ["alice > INVITE", "alice < 401", "alice > ACK", "alice > INVITE",
             "bob < INVITE", "bob > 180", "alice < 180",
             "bob > 200", "bob < ACK", "alice < 200", "alice > ACK",
             "bob > BYE", "bob < 200", "alice < BYE", "alice > 200"],
            Ladder);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_1_Either_side_may_hang_up()
    {
        Scenarios.Connect(this);

        Alice.HangUp();
        Settle();

        Assert.Equal(["alice > BYE", "alice < 200", "bob < BYE", "bob > 200"], Ladder.TakeLast(4));
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_6_The_description_may_come_with_the_ACK()
    {
        Alice.Dial("202", sdp: null);
        Settle();
        Bob.Answer();
        Settle();

        Assert.True(Alice.IsConnected);
        Assert.Contains("m=audio", Text(Alice.LastResponse!.Body), StringComparison.Ordinal);
        Pass(2);
        Assert.Equal(1, Network.StartLines.Count(line => line.StartsWith("ACK sip:perch", StringComparison.Ordinal)));
        Alice.HangUp();
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_7_A_phone_that_moves_says_so_and_the_other_one_is_not_bothered()
    {
        Scenarios.Connect(this);
        var heardByAlice = Alice.Heard.Count;

        Bob.SendInDialog(Perch.Sip.SipMethod.Invite, body: Descriptions.Of(port: 4444));
        Settle();

        Assert.Equal("200", Bob.Heard[^1]);
        Assert.Equal(heardByAlice, Alice.Heard.Count);
        Alice.HangUp();
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_8_Alice_gives_up_and_Bobs_phone_falls_silent()
    {
        Scenarios.Ring(this);

        Alice.CancelDialling();
        Settle();

        Assert.Equal(
            ["alice > CANCEL", "alice < 200", "alice < 487", "bob < CANCEL", "alice > ACK", "bob > 200", "bob > 487", "bob < ACK"],
            Ladder.TakeLast(8));
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_9_Bob_is_busy()
    {
        Alice.Dial("202");
        Settle();
        Bob.Refuse(486);
        Settle();

        Assert.Equal(["bob > 486", "bob < ACK", "alice < 486", "alice > ACK"], Ladder.TakeLast(4));
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_10_A_phone_that_never_responds_ends_in_480()
    {
        Routing["202"] = async call =>
        {
            await call.RingAsync([DeviceOf(Bob)], TimeSpan.FromSeconds(60));
            await call.HangUpAsync(Perch.Calls.HangUpCause.Unavailable);
        };
        Network.Decide = datagram =>
            datagram.To == Bob.Address ? Perch.TestKit.Network.Fate.Lost : Perch.TestKit.Network.Fate.Arrives;

        Alice.Dial("202");
        Pass(31);
        Assert.DoesNotContain("480", Alice.Heard);
        Pass(2);

        Assert.Contains("480", Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Section_3_11_A_phone_that_is_not_registered_is_not_available()
    {
        var visitor = Directory.AddDevice("visitor");
        Routing["204"] = async call =>
        {
            var result = await call.RingAsync([visitor], TimeSpan.FromSeconds(20));
            Assert.Equal(Perch.Calls.RingOutcome.Unregistered, result.Outcome);
            await call.HangUpAsync(Perch.Calls.HangUpCause.Unavailable);
        };

        Alice.Dial("204");
        Settle();

        Assert.Equal("480", Alice.Heard[^1]);
        ShouldBeQuiet();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
