using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.Notifications.Tests;

public sealed class TellingEachThingOnce : IAsyncLifetime
{
    private NewsDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await NewsDesk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_phone_that_is_gone_for_ten_minutes()
    {
        var window = _desk.Directory.AddDevice("window");
        _desk.Plug(window);
        _desk.Unplug(window);

        await AfterAsync(TimeSpan.FromMinutes(9));
        Assert.Empty(await _desk.ToldAsync(_desk.Alice));
        await AfterAsync(TimeSpan.FromMinutes(1));
        await AfterAsync(TimeSpan.FromMinutes(1));

        var told = Assert.Single(await _desk.ToldAsync(_desk.Alice));
        Assert.StartsWith("The phone “window” has been offline since 09:00.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_when_it_was_back_meanwhile_also_over_a_restart()
    {
        var window = _desk.Directory.AddDevice("window");
        _desk.Unplug(window);
        await AfterAsync(TimeSpan.FromMinutes(10));

        await _desk.RestartAsync();
        await AfterAsync(TimeSpan.FromMinutes(10));
        Assert.Single(await _desk.ToldAsync(_desk.Alice));
        _desk.Plug(window);
        await _desk.RoundAsync();
        _desk.Unplug(window);
        await AfterAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(2, (await _desk.ToldAsync(_desk.Alice)).Count);
    }

    [Fact]
    public async Task Not_of_a_phone_that_is_neither_a_desk_nor_anybodys()
    {
        var spare = _desk.Directory.Put(
            _desk.Directory.AddDevice("spare") with { Policy = DeskPolicy.Unset with { HotDeskUse = HotDeskUse.Never } });
        _desk.Unplug(spare);

        await AfterAsync(TimeSpan.FromMinutes(10));

        Assert.Empty(await _desk.ToldAsync(_desk.Alice));
    }

    [Fact]
    public async Task Somebody_who_was_displaced_and_nobody_who_left()
    {
        var (bob, window) = (_desk.Directory.AddUser("Bob", "202"), _desk.Directory.AddDevice("window"));

        await _desk.SayAsync("desk.logged_out", Data(bob, window, ("reason", "logged-out")));
        await _desk.SayAsync("desk.logged_out", Data(bob, window, ("reason", "taken-over")));
        await _desk.RoundAsync();
        await _desk.RestartAsync();
        await _desk.RoundAsync();

        Assert.Equal(
            ["Bob was displaced from “window”: somebody else logged in there."], await _desk.ToldAsync(_desk.Alice));
    }

    [Fact]
    public async Task A_lock()
    {
        var (bob, window) = (_desk.Directory.AddUser("Bob", "202"), _desk.Directory.AddDevice("window"));

        await _desk.SayAsync(
            "desk.locked", Data(bob, window, ("until", _desk.Clock.GetUtcNow().AddMinutes(15)), ("count", 5)));
        await _desk.RoundAsync();

        Assert.Equal(["Bob is locked at “window” until 09:15, after 5 wrong PINs."], await _desk.ToldAsync(_desk.Alice));
    }

    [Fact]
    public async Task A_full_disk_and_again_only_after_there_was_room()
    {
        foreach (var used in (double[])[0.89, 0.91, 0.88, 0.92, 0.84, 0.9])
        {
            _desk.DiskUsed = used;
            await _desk.RoundAsync();
        }

        Assert.Equal(
            ["The disk with Perch's data is 91 % full.", "The disk with Perch's data is 90 % full."],
            (await _desk.ToldAsync(_desk.Alice)).Select(text => text[..(text.IndexOf('.', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public async Task An_alarm_for_as_long_as_it_stands()
    {
        _desk.Alarms.Add(new("certificate-ends", "The certificate ends on Friday."));
        await _desk.RoundAsync();
        await _desk.RestartAsync();
        await _desk.RoundAsync();

        Assert.Equal(["The certificate ends on Friday."], await _desk.ToldAsync(_desk.Alice));
    }

    [Fact]
    public async Task A_site_manager_hears_of_the_phones_there_only()
    {
        var berlin = _desk.Directory.AddSite("Berlin");
        var mia = _desk.Directory.Put(
            _desk.Directory.AddUser("Mia") with { Role = Role.SiteManager, Sites = SiteSet.Of([berlin.Id.Value]) });
        var there = _desk.Directory.Put(_desk.Directory.AddDevice("there") with { SiteId = berlin.Id });
        _desk.Unplug(there);
        _desk.Unplug(_desk.Directory.AddDevice("elsewhere"));
        _desk.Alarms.Add(new("certificate-ends", "The certificate ends on Friday."));

        await AfterAsync(TimeSpan.FromMinutes(10));

        Assert.Contains("“there”", Assert.Single(await _desk.ToldAsync(mia)), StringComparison.Ordinal);
        Assert.Equal(3, (await _desk.ToldAsync(_desk.Alice)).Count);
        Assert.Empty(await _desk.ToldAsync(_desk.Directory.AddUser("Bob")));
    }

    [Fact]
    public async Task They_are_kept_for_thirty_days()
    {
        _desk.Alarms.Add(new("certificate-ends", "The certificate ends on Friday."));
        await _desk.RoundAsync();
        var forgetting = _desk.Get<IEnumerable<IForgetting>>().OfType<ForgettingNotifications>().Single();

        _desk.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await forgetting.RunAsync(TestContext.Current.CancellationToken));
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await forgetting.RunAsync(TestContext.Current.CancellationToken));

        Assert.Empty(await _desk.ToldAsync(_desk.Alice));
    }

    private static JsonObject Data(User user, Device device, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var data = new JsonObject { ["userId"] = user.Id.Value, ["deviceId"] = device.Id.Value };

        foreach (var (name, value) in more)
        {
            data[name] = JsonValue.Create(value);
        }

        return data;
    }

    private Task AfterAsync(TimeSpan wait)
    {
        _desk.Clock.Advance(wait);
        return _desk.RoundAsync();
    }
}
