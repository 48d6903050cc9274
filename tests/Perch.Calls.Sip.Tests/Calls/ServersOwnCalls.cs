using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Calls;

public sealed class ServersOwnCalls : SmallOffice
{
    [Fact]
    public async Task A_phone_that_answers_is_told_the_story_as_its_caller()
    {
        ICall? told = null;
        var ringing = Starter.CallDeviceAsync(
            DeviceOf(Bob), "Ring this desk", TimeSpan.FromSeconds(20), call => { told = call; return call.EchoAsync(); },
            TestContext.Current.CancellationToken);
        Settle();
        Assert.StartsWith("\"Ring this desk\"", Text(Bob.Incoming!.Request[HeaderId.From]), StringComparison.Ordinal);

        Bob.Answer();
        Settle();

        Assert.Equal(RingOutcome.Answered, await ringing);
        Settle();
        Assert.Equal(DeviceOf(Bob), told!.Caller.Device);
        Assert.True(told.IsAnswered);
        Bob.HangUp();
        ShouldBeQuiet();
    }

    [Theory]
    [InlineData(486, RingOutcome.Busy)]
    [InlineData(603, RingOutcome.Declined)]
    [InlineData(480, RingOutcome.NoAnswer)]
    public async Task A_phone_that_does_not_answer_says_why(int status, RingOutcome outcome)
    {
        var ringing = Starter.CallDeviceAsync(
            DeviceOf(Bob), "Ring this desk", TimeSpan.FromSeconds(20), _ => Task.CompletedTask,
            TestContext.Current.CancellationToken);
        Settle();

        Bob.Refuse(status);
        Settle();

        Assert.Equal(outcome, await ringing);
        ShouldBeQuiet();
    }

    [Fact]
    public void Click_to_call_rings_the_own_phone_and_then_the_number()
    {
        var starter = (CallStarter)Starter;

        starter.Place(DeviceOf(Alice), "202");
        Settle();
        Assert.True(Alice.IsRinging);
        Alice.Answer();
        Settle();
        Assert.True(Bob.IsRinging);
        Bob.Answer();
        Settle();

        Assert.True(Alice.IsConnected && Bob.IsConnected);
        Bob.HangUp();
        Settle();
        Assert.Contains("BYE", Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void Every_live_call_can_be_ended()
    {
        Scenarios.Connect(this);
        Assert.Equal(1, Draining.LiveCalls);

        Draining.EndAll();
        Settle();

        Assert.Equal(0, Draining.LiveCalls);
        Assert.False(Alice.IsConnected || Bob.IsConnected);
        ShouldBeQuiet();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
