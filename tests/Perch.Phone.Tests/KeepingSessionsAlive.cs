using Perch.TestKit.Network;
using Xunit;

namespace Perch.Phone.Tests;

public sealed class KeepingSessionsAlive
{
    [Fact]
    public async Task The_refresher_refreshes_half_way()
    {
        using var phones = new TwoPhones(alice: alice => alice with { SessionSeconds = 90 });
        await phones.TalkAsync();

        phones.Pass(44);
        Assert.Equal(0, phones.CountSent("UPDATE"));
        phones.Pass(2);
        Assert.Equal(1, phones.CountSent("UPDATE"));
        phones.Pass(120);

        Assert.Equal(PhoneCallState.Answered, phones.Alice.Call.State);
        Assert.Equal(PhoneCallState.Answered, phones.Bob.Call.State);
    }

    [Fact]
    public async Task A_peer_that_vanished_is_noticed()
    {
        using var phones = new TwoPhones(alice: alice => alice with { SessionSeconds = 90 });
        await phones.TalkAsync();

        phones.Network.Decide = static _ => Fate.Lost;
        phones.Pass(90);

        Assert.Equal(CallEndReason.Failed, phones.Alice.Call.End!.Why);
        Assert.Equal(CallEndReason.Failed, phones.Bob.Call.End!.Why);
    }

    [Fact]
    public async Task Without_session_timers_on_one_side_the_call_still_works()
    {
        using var phones = new TwoPhones(bob: bob => bob with { SessionSeconds = null });

        await phones.TalkAsync();
        await phones.Alice.HoldAsync();

        Assert.Equal(PhoneCallState.Answered, phones.Bob.Call.State);
    }

    [Fact]
    public async Task Two_holds_at_the_same_moment_both_happen_in_the_end()
    {
        using var phones = new TwoPhones();
        await phones.TalkAsync();

        var alices = phones.Alice.Call.HoldAsync(TestContext.Current.CancellationToken);
        var bobs = phones.Bob.Call.HoldAsync(TestContext.Current.CancellationToken);
        await phones.World.UntilAsync(
            () =>
            {
                phones.Pass(0.1);
                return alices.IsCompleted && bobs.IsCompleted;
            },
            () => "both holds are over");

        Assert.True(await alices);
        Assert.True(await bobs);
        Assert.True(phones.CountSent("SIP/2.0 491") > 0);
    }
}
