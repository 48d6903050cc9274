using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Cluster;

/// <summary>What is done at one node is what the next call at another sees.</summary>
public sealed class OneOfficeOnTwoNodes : IAsyncLifetime
{
    private TwoNodes? _nodes;

    private TwoNodes Nodes => _nodes!;

    public async ValueTask InitializeAsync() => _nodes = await TwoNodes.StartAsync();

    public ValueTask DisposeAsync() => Nodes.DisposeAsync();

    [Fact]
    public async Task A_phone_that_registered_at_one_node_rings_for_a_call_at_the_other()
    {
        var alice = await Nodes.First.UserAsync("Alice", "201");
        var own = await Nodes.First.UnpluggedAsync("Alice's phone", new { ownerId = alice.Id });
        var lobby = await CallerAtTheSecondAsync();

        await own.Phone.RegisterAsync();
        await Nodes.SettleAsync();

        await lobby.CallShouldRingAsync(alice, rings: [own]);
        await Nodes.First.Api.DeleteAsync($"/devices/{own.Id}");
    }

    [Fact]
    public async Task A_phone_that_was_registered_before_the_other_node_came_rings_too()
    {
        var alice = await Nodes.First.UserAsync("Alice", "201");
        var own = await Nodes.First.PhoneOfAsync(alice);

        var lobby = await CallerAtTheSecondAsync();

        await lobby.CallShouldRingAsync(alice, rings: [own]);
    }

    [Fact]
    public async Task A_log_in_at_one_node_is_what_the_next_call_at_the_other_sees()
    {
        var alice = await Nodes.First.UserAsync("Alice", "201");
        var (window, corridor) = (await Nodes.First.DeskAsync("window"), await Nodes.First.DeskAsync("corridor"));
        var lobby = await CallerAtTheSecondAsync();

        for (var turn = 0; turn < 10; turn++)
        {
            var (here, there) = turn % 2 == 0 ? (window, corridor) : (corridor, window);
            var node = turn % 3 == 0 ? Nodes.Second : Nodes.First;
            await node.Api.PostAsync("/hot-desk-sessions", new { userId = alice.Id, deviceId = here.Id });

            await lobby.CallShouldRingAsync(alice, rings: [here], silent: [there]);
        }
    }

    [Fact]
    public async Task A_log_out_at_one_node_is_seen_by_the_other()
    {
        var alice = await Nodes.First.UserAsync("Alice", "201");
        var window = await Nodes.First.DeskAsync("window");
        var lobby = await CallerAtTheSecondAsync();
        await window.LogInAsync(alice);
        await lobby.CallShouldRingAsync(alice, rings: [window]);

        await window.LogOutAsync();

        await lobby.Phone.DialInVainAsync("201");
        window.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task A_node_that_dies_holds_up_no_log_in_and_its_phones_are_gone()
    {
        var alice = await Nodes.First.UserAsync("Alice", "201");
        var bob = await Nodes.First.UserAsync("Bob", "202");
        var window = await Nodes.First.DeskAsync("window");
        var lobby = await CallerAtTheSecondAsync(bob);
        await Nodes.SettleAsync();
        await window.CallShouldRingAsync(bob, rings: [lobby]);

        await Nodes.KillSecondAsync();
        await Nodes.FirstIsAloneAsync();
        await window.LogInAsync(alice);

        Assert.Equal(alice.Id, Assert.Single(await Nodes.First.OpenSessionsAsync(window)).UserId());
        await window.Phone.DialInVainAsync("202");
        lobby.Phone.ShouldStaySilent();
    }

    /// <summary>Starts the second node, which reads what the directory says by now.</summary>
    private async Task<Telephone> CallerAtTheSecondAsync(Person? owner = null)
    {
        var known = await Nodes.First.UnpluggedAsync("lobby", owner is null ? new { } : new { ownerId = owner.Id });
        await Nodes.StartSecondAsync();
        var lobby = known with { Phone = Nodes.Second.Plug(known) };
        await lobby.Phone.RegisterAsync();
        await Nodes.SettleAsync();

        return lobby;
    }
}
