using Perch.Directory;
using Perch.TestKit.Calls;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §4.2, from the caller's ear.</summary>
public sealed class LoggingOut : IAsyncLifetime
{
    private const string LogOut = "hotdesk-logout";

    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task The_only_occupant_is_logged_out_without_ID_or_PIN()
    {
        var window = _office.Desk("window desk");
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        using var call = _office.CallFrom(window);

        await _office.RunAsync(LogOut, call);

        Assert.Equal(["answered", "hotdesk-logged-out", "goodbye"], call.Heard);
        Assert.Empty(_office.At(window));
        Assert.Equal(EndReason.LoggedOut, Assert.Single(await _office.LedgerAsync()).End?.Reason);
    }

    [Fact]
    public async Task Nobody_there_is_said()
    {
        using var call = _office.CallFrom(_office.Desk("window desk"));

        await _office.RunAsync(LogOut, call);

        Assert.Equal(["answered", "hotdesk-nobody"], call.Heard);
    }

    [Fact]
    public async Task Only_the_session_at_this_desk_ends()
    {
        var alice = _office.Person("Alice", "204", elsewhere: Elsewhere.Keep);
        var (window, corridor) = (_office.Desk("window desk"), _office.Desk("corridor desk"));
        await _office.SitAsync(alice, window);
        await _office.SitAsync(alice, corridor);
        using var call = _office.CallFrom(window);

        await _office.RunAsync(LogOut, call);

        Assert.Empty(_office.At(window));
        Assert.Equal(["Alice"], _office.At(corridor));
    }

    [Fact]
    public async Task Of_several_the_one_who_gives_ID_and_PIN_is_logged_out()
    {
        var window = _office.Desk("window desk", OccupiedPolicy.Share);
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        await _office.SitAsync(_office.Person("Bob", "205"), window);
        using var call = _office.CallFrom(window, "204", "7391");

        await _office.RunAsync(LogOut, call);

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-logged-out", "goodbye"], call.Heard);
        Assert.Equal(["Bob"], _office.At(window));
    }

    [Fact]
    public async Task A_desk_that_asks_for_the_PIN_to_log_out_asks_for_that_alone()
    {
        var window = AskingDesk();
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        using var call = _office.CallFrom(window, "1111", "7391");

        await _office.RunAsync(LogOut, call);

        Assert.Equal(
            ["answered", "hotdesk-enter-pin", "hotdesk-invalid", "hotdesk-enter-pin", "hotdesk-logged-out", "goodbye"],
            call.Heard);
        Assert.Empty(_office.At(window));
    }

    [Fact]
    public async Task It_asks_three_times_and_she_stays_logged_in()
    {
        var window = AskingDesk();
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        using var call = _office.CallFrom(window, "1", "", "2", "7391");

        var step = await _office.RunAsync(LogOut, call);

        Assert.Equal(3, call.Heard.Count(heard => heard == "hotdesk-invalid"));
        Assert.Equal("hotdesk-try-later", call.Heard[^1]);
        Assert.Equal(["Alice"], _office.At(window));
        Assert.Null(step.Child);
    }

    [Fact]
    public async Task Wrong_PINs_to_log_out_count_as_those_to_log_in()
    {
        var window = AskingDesk();
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        using var once = _office.CallFrom(window, "1", "2", "3");
        using var again = _office.CallFrom(window, "4", "5", "7391");

        await _office.RunAsync(LogOut, once);
        await _office.RunAsync(LogOut, again);

        Assert.Equal("hotdesk-try-later", again.Heard[^1]);
        Assert.Equal(["Alice"], _office.At(window));
    }

    [Fact]
    public async Task Somebody_without_a_PIN_cannot_be_asked_for_one()
    {
        var window = AskingDesk();
        await _office.SitAsync(_office.Person("Alice", "204"), window);
        using var call = _office.CallFrom(window);

        await _office.RunAsync(LogOut, call);

        Assert.Equal(["answered", "hotdesk-logged-out", "goodbye"], call.Heard);
    }

    [Fact]
    public async Task Nor_does_the_toggle_log_her_out_without_the_PIN()
    {
        var window = AskingDesk();
        await _office.SitAsync(_office.Person("Alice", "204", pin: "7391"), window);
        using var call = _office.CallFrom(window, "7391");

        await _office.RunAsync("hotdesk-toggle", call);

        Assert.Equal(["answered", "hotdesk-enter-pin", "hotdesk-logged-out", "goodbye"], call.Heard);
    }

    [Fact]
    public async Task The_database_is_gone_and_the_caller_hears_try_later()
    {
        var window = _office.Desk("window desk");
        await _office.SitAsync(_office.Person("Alice", "204"), window);
        _office.Store.IsBroken = true;
        using var call = _office.CallFrom(window);

        await _office.RunAsync(LogOut, call);

        Assert.Equal(["answered", "hotdesk-try-later"], call.Heard);
        Assert.Equal(["Alice"], _office.At(window));
    }

    private Device AskingDesk()
    {
        var desk = _office.Desk("window desk");
        return _office.Directory.Put(desk with { Policy = desk.Policy with { PinToLogOut = true } });
    }
}
