using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows.Tests.Routing;

/// <summary>The rights of a desk and of who sits there, looked up for each call.</summary>
public sealed class NobodyLoggedIn : IAsyncLifetime
{
    private Exchange _exchange = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await Exchange.OpenAsync();
        _window = _exchange.Directory.AddDevice("window desk");
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Theory]
    [InlineData("4930123456")]
    [InlineData("+4930123456")]
    public async Task An_outside_call_hears_what_to_do_and_is_refused_before_the_answer(string number)
    {
        using var call = await _exchange.DialAsync(_window, number);

        Assert.Equal(["hotdesk-log-in-first", "hung up: Forbidden"], call.Heard);
    }

    [Theory]
    [InlineData("*99")]
    [InlineData("bob")]
    public async Task What_is_no_number_is_not_found(string dialled)
    {
        using var call = await _exchange.DialAsync(_window, dialled);

        Assert.Equal(["hung up: NoSuchNumber"], call.Heard);
    }

    [Fact]
    public async Task At_an_unrestricted_desk_the_number_plan_has_the_last_word()
    {
        Set(LoggedOutProfile.Unrestricted);

        using var call = await _exchange.DialAsync(_window, "4930123456");

        Assert.Equal(["hung up: NoSuchNumber"], call.Heard);
    }

    [Fact]
    public async Task At_a_desk_for_emergencies_even_a_colleague_is_out_of_reach()
    {
        Set(LoggedOutProfile.Emergency);
        _exchange.Directory.AddUser("Bob", "202");

        using var call = await _exchange.DialAsync(_window, "202");

        Assert.Equal(["hotdesk-log-in-first", "hung up: Forbidden"], call.Heard);
    }

    [Theory]
    [InlineData("112", "no-emergency-trunk")]
    [InlineData("*12", "hotdesk-nobody")]
    [InlineData("*11", "hotdesk-enter-id")]
    public async Task But_help_and_the_log_in_are_not(string dialled, string heard)
    {
        Set(LoggedOutProfile.Emergency);

        using var call = await _exchange.DialAsync(_window, dialled);

        Assert.Equal(["answered", heard], call.Heard.Take(2));
    }

    [Fact]
    public async Task Who_logged_in_without_a_pin_calls_colleagues_and_nobody_outside()
    {
        await SitWithoutPinAsync();

        using var inside = await _exchange.DialAsync(_window, "202");
        using var outside = await _exchange.DialAsync(_window, "4930123456");

        Assert.NotEmpty(inside.Rung);
        Assert.Equal(["hotdesk-needs-pin", "hung up: Forbidden"], outside.Heard);
    }

    [Fact]
    public async Task An_account_may_lift_that()
    {
        _exchange.Directory.Put(_exchange.Directory.DefaultAccount with { PinlessLimits = false });
        await SitWithoutPinAsync();

        using var call = await _exchange.DialAsync(_window, "4930123456");

        Assert.Equal(["hung up: NoSuchNumber"], call.Heard);
    }

    [Fact]
    public async Task A_login_of_a_receptionist_proves_enough()
    {
        var alice = _exchange.Directory.AddUser("Alice", "201", hotDeskId: "1201");
        await _exchange.SitAsync(alice, _window, StartedHow.Admin);

        using var call = await _exchange.DialAsync(_window, "4930123456");

        Assert.Equal(["hung up: NoSuchNumber"], call.Heard);
    }

    [Fact]
    public async Task A_pin_asked_for_later_does_not_prove_an_earlier_log_in()
    {
        var alice = await SitWithoutPinAsync();
        _exchange.Directory.Put(alice with { HotDesk = alice.HotDesk with { RequirePin = true } });

        using var call = await _exchange.DialAsync(_window, "4930123456");

        Assert.Equal("hotdesk-needs-pin", call.Heard[0]);
    }

    private async Task<User> SitWithoutPinAsync()
    {
        _exchange.Directory.AddDevice("bobs phone", _exchange.Directory.AddUser("Bob", "202"));
        var alice = _exchange.Directory.AddUser("Alice", "201", hotDeskId: "1201");
        await _exchange.SitAsync(alice, _window, StartedHow.Phone);

        return alice;
    }

    private void Set(LoggedOutProfile profile) =>
        _window = _exchange.Directory.Put(_window with { Policy = new() { LoggedOutProfile = profile } });
}
