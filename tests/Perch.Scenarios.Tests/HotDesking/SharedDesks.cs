using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>hotdesk.md §3 <c>share</c>: several people at one desk, through the whole server.</summary>
public sealed class SharedDesks : OfficeTest
{
    private Person _alice = null!;
    private Person _bob = null!;
    private Telephone _shared = null!;

    [Fact]
    public async Task The_calls_of_all_ring_there()
    {
        await ShareAsync();
        var colleague = await Pbx.DeskAsync("colleague");

        await colleague.CallShouldRingAsync(_alice, [_shared]);
        await colleague.CallShouldRingAsync(_bob, [_shared]);
    }

    [Fact]
    public async Task A_call_from_there_is_from_whoever_logged_in_last()
    {
        await ShareAsync();
        var carol = await Pbx.UserAsync("Carol", "203");
        var carols = await Pbx.PhoneOfAsync(carol);

        Assert.Equal("Bob", await CallerAsync(carol, carols));

        await _shared.Phone.DialAsync("*12", then: [_bob.HotDeskId + "#"]);
        await _shared.Phone.HeardAsync("hotdesk-logged-out");
        await _shared.Phone.ShouldEndAsync();
        Assert.Equal("Alice", await CallerAsync(carol, carols));
    }

    [Fact]
    public async Task Logging_out_asks_who_and_for_the_PIN_of_one_who_needs_it()
    {
        await ShareAsync();

        await _shared.Phone.DialAsync("*12", then: [_alice.HotDeskId + "#", "4711#"]);
        await _shared.Phone.HeardAsync("hotdesk-logged-out");
        await _shared.Phone.ShouldEndAsync();

        Assert.Equal(_bob.Id, Assert.Single(await Pbx.OpenSessionsAsync(_shared)).UserId());
    }

    [Fact]
    public async Task The_toggle_dialled_bare_asks_who()
    {
        await ShareAsync();
        var bobs = await Pbx.PhoneOfAsync(_bob);

        await _shared.Phone.DialAsync("*13", then: [_bob.HotDeskId + "#"]);
        await _shared.Phone.HeardAsync("hotdesk-enter-id", "hotdesk-phone-off");

        Assert.Equal("off", (string?)(await Pbx.Api.GetAsync($"/devices/{bobs.Id}"))["ringState"]);
    }

    [Fact]
    public async Task A_third_person_sits_down_without_displacing_anybody()
    {
        await ShareAsync();

        await _shared.LogInAsync(await Pbx.UserAsync("Carol", "203"));

        Assert.Equal(3, (await Pbx.OpenSessionsAsync(_shared)).Count);
        Assert.DoesNotContain("hotdesk-occupied", _shared.Phone.Heard);
    }

    private async Task ShareAsync()
    {
        _alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        _bob = await Pbx.UserAsync("Bob", "202");
        _shared = await Pbx.DeskAsync("shared desk", new { occupiedPolicy = "share" });
        await _shared.LogInAsync(_alice, "4711");
        Pbx.Clock.Advance(TimeSpan.FromSeconds(1));
        await _shared.LogInAsync(_bob);
    }

    /// <summary>Whom the called phone shows.</summary>
    private async Task<string?> CallerAsync(Person called, Telephone phone)
    {
        _shared.Phone.StartDialling(called.Extension);
        var call = await phone.Phone.ShouldRingAsync();
        await _shared.Phone.HangUpAsync();
        await phone.Phone.ShouldEndAsync();

        return call.Name;
    }
}
