using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>What a person at a desk gets when something breaks, or when two things happen at once.</summary>
public sealed class WhatGoesWrong : OfficeTest
{
    [Fact]
    public async Task One_person_who_dials_in_at_two_desks_at_the_same_instant_sits_at_one()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711", elsewhere: "move");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        var colleague = await Pbx.DeskAsync("colleague");

        await Task.WhenAll(window.LogInAsync(alice, "4711"), corridor.LogInAsync(alice, "4711"));

        var open = Assert.Single(await Pbx.Api.ListAsync($"/hot-desk-sessions?open=true&user={alice.Id}"));
        var isAtTheWindow = Guid.Parse((string)open["deviceId"]!) == window.Id;
        var (here, left) = isAtTheWindow ? (window, corridor) : (corridor, window);
        Assert.Equal("moved", Assert.Single(await Pbx.SessionsAsync(left)).EndReason());
        await colleague.CallShouldRingAsync(alice, [here], silent: [left]);
    }

    [Fact]
    public async Task While_the_database_is_unavailable_a_log_in_is_put_off_and_logged_once()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        using var log = new ConsoleLines();

        await using (await LockedDatabase.LockAsync(Pbx.DatabaseFile))
        {
            await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);
            await window.Phone.HeardAsync("hotdesk-try-later");
            await window.Phone.ShouldEndAsync();
        }

        Assert.DoesNotContain("hotdesk-logged-in", window.Phone.Heard);
        Assert.Empty(await Pbx.SessionsAsync(window));
        var line = Assert.Single(log.With("database").Concat(log.With("Database")).Distinct());
        Assert.Contains("error", line);
        Assert.Contains("hotdesk-login of call", line);
        await window.LogInAsync(alice, "4711");
    }

    [Fact]
    public async Task A_phone_that_vanishes_while_it_is_asked_changes_nothing_and_its_call_ends()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#"]);
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        Assert.Single(await Pbx.Api.ListAsync("/calls"));

        window.Phone.Dispose();

        await Pbx.PassUntilAsync(() => NobodyCalls(), TimeSpan.FromMinutes(3));
        await Pbx.NobodyCallsAsync();
        Assert.Empty(await Pbx.SessionsAsync(window));
    }

    private bool NobodyCalls() => Pbx.Server.Services.GetRequiredService<ICallDrain>().LiveCalls == 0;
}
