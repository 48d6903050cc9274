using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows.Tests.Programs;

public sealed class WalkingThroughCallflows : IAsyncLifetime
{
    private Exchange _exchange = null!;
    private User _alice = null!;
    private Device _alices = null!;
    private Device _lobby = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await Exchange.OpenAsync();
        _alice = _exchange.Directory.AddUser("Alice", "204", "204");
        _alices = _exchange.Directory.AddDevice("alices phone", _alice);
        _lobby = _exchange.Directory.AddDevice("lobby phone");
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task Unanswered_the_callflow_goes_on_with_the_child()
    {
        await _exchange.SaveAsync(
            $$"""
            {"program": "user", "data": {"userId": "{{_alice.Id}}", "timeout": 7},
             "children": {"_": {"program": "play", "data": {"mediaId": "goodbye"} } } }
            """,
            "300");

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal(["rings alices phone", "answered", "goodbye", "hung up: Normal"], call.Heard);
        Assert.Equal([TimeSpan.FromSeconds(7)], call.RungFor);
    }

    [Fact]
    public async Task Answered_it_does_not()
    {
        await _exchange.SaveAsync(
            $$"""
            {"program": "user", "data": {"userId": "{{_alice.Id}}"},
             "children": {"_": {"program": "play", "data": {"mediaId": "goodbye"} } } }
            """,
            "300");

        using var call = await _exchange.DialAsync(_lobby, "300", Exchange.Answers);

        Assert.DoesNotContain("goodbye", call.Heard);
    }

    [Fact]
    public async Task A_device_rings_even_when_it_is_off_for_its_owner()
    {
        _exchange.Directory.Put(_alices with { RingState = RingState.Off });
        await _exchange.SaveAsync($$$"""{"program": "device", "data": {"deviceId": "{{{_alices.Id}}}"}}""", "300");

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal("rings alices phone", call.Heard[0]);
    }

    [Fact]
    public async Task A_phone_that_a_callflow_lets_call_itself_is_busy()
    {
        await _exchange.SaveAsync($$$"""{"program": "device", "data": {"deviceId": "{{{_lobby.Id}}}"}}""", "300");

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal(["hung up: Busy"], call.Heard);
    }

    [Fact]
    public async Task After_a_log_in_the_child_runs_and_after_a_refusal_it_does_not()
    {
        await _exchange.SaveAsync(
            """
            {"program": "hotdesk-login",
             "children": {"_": {"program": "play", "data": {"mediaId": "unavailable"}}}}
            """,
            "*801");

        using var loggedIn = await _exchange.DialAsync(_lobby, "*801204");
        using var refused = await _exchange.DialAsync(_alices, "*801204");

        Assert.Contains("unavailable", loggedIn.Heard);
        Assert.Equal(["answered", "hotdesk-not-a-desk", "hung up: Normal"], refused.Heard);
    }

    [Fact]
    public async Task Another_callflow_takes_the_call_and_decides_how_it_ends()
    {
        var nobody = await _exchange.SaveAsync($$$"""{"program": "user", "data": {"userId": "{{{_alice.Id}}}"}}""");
        await _exchange.SaveAsync($$$"""{"program": "callflow", "data": {"callflowId": "{{{nobody}}}"}}""", "300");

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal(["rings alices phone", "unavailable", "hung up: Unavailable"], call.Heard);
    }

    [Fact]
    public async Task A_callflow_that_leads_to_itself_is_ended_at_last()
    {
        var id = await _exchange.SaveAsync("""{"program": "hangup"}""", "300");
        await _exchange.Callflows.ChangeAsync(
            _exchange.Account,
            id,
            ifVersion: null,
            draft => draft with
            {
                Flow = Exchange.Json($$$"""{"program": "callflow", "data": {"callflowId": "{{{id}}}"}}"""),
            },
            CancellationToken.None);

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal(["hung up: ServerError"], call.Heard);
    }

    [Fact]
    public async Task Hanging_up_refuses_a_call_that_was_not_answered()
    {
        await _exchange.SaveAsync("""{"program": "hangup"}""", "300");

        using var call = await _exchange.DialAsync(_lobby, "300");

        Assert.Equal(["hung up: Declined"], call.Heard);
    }

    [Fact]
    public async Task Callflows_are_there_after_a_restart()
    {
        await _exchange.SaveAsync("""{"program": "play", "data": {"mediaId": "goodbye"}}""", "300", "301");

        var callflow = Assert.Single(await _exchange.AfterRestartAsync());

        Assert.Equal(["300", "301"], callflow.Numbers);
        Assert.Equal("play", callflow.Flow.Program);
    }
}
