using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>What is committed stands, whatever fails next: the caller hears so, and memory says the same.</summary>
public sealed class AfterTheCommit : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
        _window = _office.Desk("window desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_desk_that_got_an_owner_meanwhile_ends_the_log_in_again()
    {
        var bob = _office.Person("Bob", "205");
        _office.Listener.AtLogIn = () => _office.Directory.Put(_window with { OwnerId = bob.Id });

        var result = await _office.SitAsync(_alice, _window);

        Assert.Equal(LogInOutcome.NotADesk, result.Outcome);
        Assert.Empty(_office.At(_window));
        Assert.Equal(EndReason.Policy, Assert.Single(await _office.LedgerAsync()).End?.Reason);
    }

    /// <summary>The caller once heard "please try again later" while all calls already went to the desk.</summary>
    [Fact]
    public async Task If_the_database_goes_away_before_that_the_log_in_stands_and_is_said()
    {
        var bob = _office.Person("Bob", "205");
        _office.Listener.AtLogIn = () =>
        {
            _office.Directory.Put(_window with { OwnerId = bob.Id });
            _office.Store.IsBroken = true;
        };
        var call = _office.CallFrom(_window, "204");

        await _office.RunAsync("hotdesk-login", call);
        _office.Store.IsBroken = false;

        Assert.Contains("hotdesk-logged-in", call.Heard);
        Assert.DoesNotContain("hotdesk-try-later", call.Heard);
        Assert.Equal(["Alice"], _office.At(_window));
        Assert.True(Assert.Single(await _office.LedgerAsync()).IsOpen);

        await _office.FollowAsync();
        Assert.Empty(_office.At(_window));
    }

    [Fact]
    public async Task A_listener_that_fails_keeps_nobody_from_the_log_in_or_the_log_out()
    {
        _office.Listener.AtLogIn = () => throw new InvalidOperationException("This listener is broken.");

        var result = await _office.SitAsync(_alice, _window);

        Assert.Equal(LogInOutcome.LoggedIn, result.Outcome);
        Assert.Equal(["Alice"], _office.At(_window));
        Assert.Equal(result.Session!.Id, Assert.Single(await _office.LedgerAsync()).Id);
    }
}
