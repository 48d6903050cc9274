using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>hotdesk.md §4.4.</summary>
public sealed class WhoRingsWhoCalls : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;
    private User _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
        _bob = _office.Person("Bob", "205");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Her_own_phone_and_her_desk_ring_at_once()
    {
        _office.Directory.AddDevice("alices phone", _alice);
        await _office.SitAsync(_alice, _office.Desk("window desk"));
        _office.Desk("corridor desk");

        Assert.Equal(["alices phone", "window desk"], Ringing(_alice));
    }

    [Fact]
    public void A_phone_that_is_off_does_not_ring()
    {
        _office.Directory.Put(_office.Directory.AddDevice("alices phone", _alice) with { RingState = RingState.Off });

        Assert.Empty(Ringing(_alice));
    }

    [Fact]
    public async Task A_phone_with_a_guest_rings_for_the_guest_and_not_for_its_owner()
    {
        var phone = Always(_office.Directory.AddDevice("alices phone", _alice));

        await _office.SitAsync(_bob, phone);

        Assert.Empty(Ringing(_alice));
        Assert.Equal(["alices phone"], Ringing(_bob));
    }

    [Fact]
    public async Task An_owner_logged_in_at_their_own_phone_is_rung_once()
    {
        var phone = Always(_office.Directory.AddDevice("alices phone", _alice));

        await _office.SitAsync(_alice, phone);

        Assert.Equal(["alices phone"], Ringing(_alice));
    }

    [Fact]
    public async Task After_the_log_out_the_desk_rings_no_longer()
    {
        var sat = await _office.SitAsync(_alice, _office.Desk("window desk"));

        await _office.HotDesks.LogOutAsync(sat.Session!.Id, EndReason.LoggedOut, CancellationToken.None);

        Assert.Empty(Ringing(_alice));
    }

    [Fact]
    public async Task A_call_from_a_desk_is_from_its_occupant_and_names_the_session()
    {
        var window = _office.Desk("window desk");
        var sat = await _office.SitAsync(_alice, window);

        var caller = _office.Callers.Identify(window);

        Assert.Equal(("Alice", "204", _alice.Id), (caller.Name, caller.Number, caller.User?.Id));
        Assert.Equal(sat.Session!.Id, caller.SessionId);
    }

    [Fact]
    public void A_call_from_an_owned_phone_is_from_its_owner()
    {
        var caller = _office.Callers.Identify(_office.Directory.AddDevice("desk17", _alice));

        Assert.Equal(("Alice", "204"), (caller.Name, caller.Number));
        Assert.Null(caller.SessionId);
    }

    [Fact]
    public void A_call_from_an_empty_desk_is_from_the_bare_device()
    {
        var caller = _office.Callers.Identify(_office.Desk("desk17") with { Nickname = "Window" });

        Assert.Equal(("Window", "desk17"), (caller.Name, caller.Number));
        Assert.Null(caller.User);
    }

    [Fact]
    public async Task Of_several_occupants_the_one_who_logged_in_last_is_calling()
    {
        var window = _office.Desk("window desk", OccupiedPolicy.Share);
        await _office.SitAsync(_alice, window);
        await _office.SitAsync(_bob, window);

        Assert.Equal("Bob", _office.Callers.Identify(window).Name);
    }

    [Theory]
    [InlineData("Sales", "Sales", "204")]
    [InlineData("300", "Alice", "300")]
    [InlineData(null, "Alice", "204")]
    public void The_internal_caller_ID_is_a_number_or_a_name(string? shown, string name, string number)
    {
        _office.Directory.Put(_alice with { CallerId = new CallerId(shown, null) });

        var caller = _office.Callers.Identify(_office.Directory.AddDevice("alices phone", _alice));

        Assert.Equal((name, number), (caller.Name, caller.Number));
    }

    private Device Always(Device phone) =>
        _office.Directory.Put(phone with { Policy = new() { HotDeskUse = HotDeskUse.Always } });

    private IEnumerable<string> Ringing(User user) =>
        _office.HotDesks.DevicesRingingFor(user.Id).Select(device => device.Nickname).Order();
}
