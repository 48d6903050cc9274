using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Stopping;

/// <summary>A server that was told to stop while people talk.</summary>
public sealed class Draining : OfficeTest
{
    [Fact]
    public async Task The_live_call_goes_on_and_a_new_one_gets_503()
    {
        var (alice, own, colleague) = await AliceTalksAsync();
        var late = await Pbx.DeskAsync("late desk");

        var draining = Pbx.Server.DrainAsync(TestContext.Current.CancellationToken);
        var refused = await late.Phone.DialInVainAsync(alice.Extension);

        Assert.Equal(503, refused.Status);
        await colleague.ShouldTalkAsync(own);
        await colleague.Phone.HangUpAsync();
        await Pbx.PassUntilAsync(() => draining.IsCompleted, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task After_thirty_seconds_both_are_told_that_the_call_is_over()
    {
        var (_, own, colleague) = await AliceTalksAsync();

        var draining = Pbx.Server.DrainAsync(TestContext.Current.CancellationToken);
        await Pbx.PassUntilAsync(() => draining.IsCompleted, TimeSpan.FromSeconds(40));

        await own.Phone.ShouldEndAsync();
        await colleague.Phone.ShouldEndAsync();
    }

    [Fact]
    public async Task A_phone_may_still_register()
    {
        var desk = await Pbx.DeskAsync("desk");

        await Pbx.Server.DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, await desk.Phone.TryRegisterAsync());
    }

    private async Task<(Person Alice, Telephone Own, Telephone Colleague)> AliceTalksAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.PhoneOfAsync(alice);
        var colleague = await Pbx.DeskAsync("colleague");
        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();

        return (alice, own, colleague);
    }
}
