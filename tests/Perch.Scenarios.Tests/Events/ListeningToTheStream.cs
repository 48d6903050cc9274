using System.Net;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Events;

/// <summary>api.md, <c>/events</c>, through the whole server.</summary>
public sealed class ListeningToTheStream : OfficeTest
{
    [Fact]
    public async Task A_log_in_by_phone_is_told_with_desk_and_person()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        using var stream = await EventReader.ListenAsync(Pbx.Api, types: "desk.*");

        await window.LogInAsync(alice, "4711");
        await window.LogOutAsync();

        var (came, left) = (await stream.NextAsync(), await stream.NextAsync());
        Assert.Equal(["desk.logged_in", "desk.logged_out"], [came.Type, left.Type]);
        Assert.Equal(alice.Id, (Guid)came.Data["userId"]!);
        Assert.Equal(window.Id, (Guid)came.Data["deviceId"]!);
        Assert.Equal("phone", (string?)came.Data["startedHow"]);
        Assert.Equal("logged-out", (string?)left.Data["reason"]);
        Assert.Equal((string?)came.Data["hotDeskSessionId"], (string?)left.Data["hotDeskSessionId"]);
        Assert.Equal($"{alice.Id}", (string?)came.Envelope["actor"]);
        Assert.Equal(came.Id, (string?)came.Envelope["id"]);
    }

    [Fact]
    public async Task Who_comes_back_misses_nothing_and_hears_nothing_twice()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        string? last;

        using (var stream = await EventReader.ListenAsync(Pbx.Api, types: "desk.*"))
        {
            await SitAsync(alice, window);
            last = (await stream.NextAsync()).Id;
        }

        await SitAsync(alice, corridor);
        await SitAsync(alice, window);
        using var again = await EventReader.ListenAsync(Pbx.Api, last, "desk.*");
        await SitAsync(alice, corridor);
        var events = await again.NextAsync(6);

        Assert.Equal(
            ["desk.logged_out", "desk.logged_in", "desk.logged_out", "desk.logged_in", "desk.logged_out", "desk.logged_in"],
            events.Select(happened => happened.Type));
        Assert.Equal(6, events.Select(happened => happened.Id).Distinct().Count());
        Assert.All(events, happened => Assert.True(long.Parse(happened.Id!) > long.Parse(last!)));
    }

    [Fact]
    public async Task A_log_in_that_could_not_be_written_is_not_told()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        using var stream = await EventReader.ListenAsync(Pbx.Api, types: "desk.*");

        await using (await LockedDatabase.LockAsync(Pbx.DatabaseFile))
        {
            var (status, _) = await Pbx.Api.TryPostAsync(
                "/hot-desk-sessions", new { userId = alice.Id, deviceId = window.Id });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        }

        await SitAsync(alice, window);
        var session = Assert.Single(await Pbx.OpenSessionsAsync(window)).Id();
        Assert.Equal(session, (Guid)(await stream.NextAsync()).Data["hotDeskSessionId"]!);
    }

    [Fact]
    public async Task A_restart_loses_nothing()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        string? last;

        using (var stream = await EventReader.ListenAsync(Pbx.Api))
        {
            last = stream.LastId;
        }

        await SitAsync(alice, window);
        await Pbx.RestartAsync();

        using var again = await EventReader.ListenAsync(Pbx.Api, last, "desk.*");
        Assert.Equal("desk.logged_in", (await again.NextAsync()).Type);
    }

    [Fact]
    public async Task Who_stayed_away_too_long_is_told_to_begin_anew()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        using var stream = await EventReader.ListenAsync(Pbx.Api, "987654321", "desk.*");

        Assert.Equal("reset", (await stream.NextAsync()).Type);

        await SitAsync(alice, window);
        Assert.Equal("desk.logged_in", (await stream.NextAsync()).Type);
    }

    [Fact]
    public async Task A_call_is_told_from_its_beginning_to_its_end()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var window = await Pbx.DeskAsync("window desk");
        await SitAsync(await Pbx.UserAsync("Bob", "202"), window);
        var session = Assert.Single(await Pbx.OpenSessionsAsync(window)).Id();
        using var stream = await EventReader.ListenAsync(Pbx.Api, types: "call.*");

        var dialling = window.Phone.StartDialling("201");
        await own.Phone.ShouldRingAsync();
        await own.Phone.AnswerAsync();
        await window.ShouldTalkAsync(own);
        await window.Phone.HangUpAsync();
        var events = await stream.NextAsync(4);

        Assert.Equal(
            ["call.started", "call.ringing", "call.answered", "call.ended"], events.Select(happened => happened.Type));
        Assert.Single(events.Select(happened => (string?)happened.Data["callId"]).Distinct());
        Assert.All(events, happened => Assert.Equal(session, (Guid)happened.Data["hotDeskSessionId"]!));
        Assert.Equal(own.Id, (Guid)events[1].Data["ringingDeviceIds"]![0]!);
        Assert.Equal(own.Id, (Guid)events[2].Data["connectedDeviceId"]!);
    }

    [Fact]
    public async Task Phones_that_come_and_settings_that_change_are_told_without_values()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.UnpluggedAsync("Alice's phone", new { ownerId = alice.Id });
        using var stream = await EventReader.ListenAsync(Pbx.Api);

        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { extension = "209", hotDesk = new { pin = "583914" } });
        var changed = await stream.NextAsync("config.changed");
        Assert.Equal("user", (string?)changed.Data["kind"]);
        Assert.Equal(["extension", "hotDesk.pin"], changed.Data["fields"]!.AsArray().Select(field => (string?)field));
        Assert.DoesNotContain("583914", changed.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull((string?)changed.Envelope["actor"]);

        await own.Phone.RegisterAsync();
        var registered = await stream.NextAsync("registration.added");
        Assert.Equal(own.Id, (Guid)registered.Data["deviceId"]!);

        await Pbx.Api.PostAsync($"/users/{alice.Id}/toggle");
        Assert.False((bool)(await stream.NextAsync("user.toggled")).Data["on"]!);
    }

    [Fact]
    public async Task Nobody_hears_another_account()
    {
        await Pbx.Api.PostAsync("/accounts", new { name = "acme", realm = "acme.test" });
        using var stream = await EventReader.ListenAsync(Pbx.Api);

        await Pbx.Api.PostAsync("/sites", new { name = "Berlin" });

        var happened = await stream.NextAsync();
        Assert.Equal("site", (string?)happened.Data["kind"]);
    }

    [Fact]
    public async Task A_misspelt_type_is_refused_and_so_is_an_id_that_is_none()
    {
        using var types = await Pbx.Api.SendAsync(HttpMethod.Get, "/events?types=Desk", _ => { });
        using var id = await Pbx.Api.SendAsync(
            HttpMethod.Get, "/events", request => request.Headers.Add("Last-Event-ID", "yesterday"));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [types.StatusCode, id.StatusCode]);
    }

    private Task SitAsync(Person person, Telephone desk) => Pbx.Api.PostAsync(
        "/hot-desk-sessions", new { userId = person.Id, deviceId = desk.Id, takeover = true });
}
