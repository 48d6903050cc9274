using System.Net;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Records;

/// <summary><c>GET /hot-desk-refusals</c>: a log-in that came to nothing is explained, whichever way it came.</summary>
public sealed class WhyWasTheLogInRefused : OfficeTest
{
    private const string Password = "eleven wise monkeys";

    [Fact]
    public async Task Over_REST_whatever_keeps_a_person_from_a_desk_is_explained_at_once()
    {
        var (alice, bob) = (await Pbx.UserAsync("Alice", "201"), await Pbx.UserAsync("Bob", "202"));
        var carol = await Pbx.UserAsync("Carol", "203", elsewhere: "refuse");
        var dave = await Pbx.UserAsync("Dave", "204", new { enabled = false });
        var (window, corridor) = (await Pbx.DeskAsync("window desk"), await Pbx.DeskAsync("corridor desk"));
        var closed = await Pbx.DeskAsync("closed desk", new { occupiedPolicy = "refuse" });
        var bobs = await Pbx.PhoneOfAsync(bob);
        await SitAsync(alice, window);
        await SitAsync(carol, closed);

        Assert.Equal(
            ("occupied", "No log-in: somebody else is logged in at the phone “window desk”; "
                + "confirm to take over, or use another desk."),
            await RefusedAsync(HttpStatusCode.Conflict, bob.Id, window));
        Assert.Equal(
            ("occupied-refused", "No log-in: somebody else is logged in at the phone “closed desk”, "
                + "which may not be taken over; use another desk."),
            await RefusedAsync(HttpStatusCode.Conflict, bob.Id, closed));
        Assert.Equal(
            ("elsewhere-refused", "No log-in: Carol (203) is logged in at another desk and must log out there first."),
            await RefusedAsync(HttpStatusCode.Conflict, carol.Id, corridor));
        Assert.Equal(
            ("not-a-desk", "No log-in: the phone “Bob's phone” is not a desk; "
                + "use another, or let an administrator make it one (hotDeskUse)."),
            await RefusedAsync(HttpStatusCode.Conflict, alice.Id, bobs));
        Assert.Equal(
            ("hot-desking-off", "No log-in: hot desking is off for Dave (204); "
                + "an administrator switches it on in their profile."),
            await RefusedAsync(HttpStatusCode.Conflict, dave.Id, corridor));
        Assert.Equal(
            ("unknown-id", "No log-in: nobody here has the ID that was given; the right one is in the person's profile."),
            await RefusedAsync(HttpStatusCode.BadRequest, Guid.CreateVersion7(), corridor));
    }

    [Fact]
    public async Task A_wrong_PIN_and_a_lock_are_told_to_the_administrator_with_how_and_by_whom()
    {
        var alice = await PersonWithPasswordAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        using var portal = await LogInAsync("alice");
        var wrong = await GuessAsync(portal, alice, window, times: 5);
        var locked = await GuessAsync(portal, alice, window, times: 1);

        var first = await Pbx.Api.GetAsync($"/hot-desk-refusals/{wrong}");
        Assert.Equal(
            ("wrong-pin", "No log-in: the PIN for Alice (201) was wrong; try again, or let an administrator set a new one."),
            Told(first));
        Assert.Equal(
            ($"{alice.Id}", $"{alice.Id}", $"{window.Id}", "web", 5),
            ((string)first["userId"]!, (string)first["by"]!, (string)first["deviceId"]!, (string)first["how"]!,
                (int)first["count"]!));
        Assert.Equal("locked-out", (string?)(await Pbx.Api.GetAsync($"/hot-desk-refusals/{locked}"))["why"]);
    }

    [Fact]
    public async Task The_person_does_not_learn_from_it_which_was_wrong_and_others_learn_nothing()
    {
        var alice = await PersonWithPasswordAsync("Alice", "201");
        await PersonWithPasswordAsync("Bob", "202");
        var window = await Pbx.DeskAsync("window desk");
        using var portal = await LogInAsync("alice");
        using var bobs = await LogInAsync("bob");
        var refusal = await GuessAsync(portal, alice, window, times: 1);

        var own = await portal.GetAsync($"/hot-desk-refusals/{refusal}");
        var (others, _) = await bobs.TryGetAsync($"/hot-desk-refusals/{refusal}");
        await KeptAsync($"user={alice.Id}", count: 1);

        Assert.Equal(
            ("not-recognised",
                "No log-in: the ID or the PIN was not right, now or too often before; wait, try again, or ask an administrator."),
            Told(own));
        Assert.Equal(HttpStatusCode.NotFound, others);
        Assert.Equal(refusal, Assert.Single(await portal.ListAsync("/hot-desk-refusals")).Id());
        Assert.Empty(await bobs.ListAsync("/hot-desk-refusals"));
    }

    [Fact]
    public async Task By_phone_it_is_kept_with_the_call_and_reception_cannot_tell_an_ID_from_a_PIN()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PostAsync("/users", new { username = "rita", password = Password, role = "receptionist" });
        using var reception = await LogInAsync("rita");

        await window.Phone.DialAsync("*11", ["1999#", "1111#", alice.HotDeskId + "#", "1111#", "1998#", "1111#"]);
        await window.Phone.HeardAsync("hotdesk-try-later");
        await window.Phone.ShouldEndAsync();
        var kept = await KeptAsync($"device={window.Id}", count: 3);
        var call = (await Pbx.RecordAsync("*11")).Id();

        Assert.Equal(["unknown-id 2", "wrong-pin 1"], kept.Select(one => $"{one["why"]} {one["count"]}").Order());
        Assert.All(kept, one => Assert.Equal(("phone", $"{call}"), ((string)one["how"]!, (string)one["callId"]!)));
        Assert.Empty(kept.Select(one => (string)one["text"]!).Except(await Pbx.Api.ExplainAsync(call)));
        Assert.Equal(alice.Id, (Guid)Assert.Single(await KeptAsync($"user={alice.Id}", count: 1))["userId"]!);

        var seen = await reception.ListAsync("/hot-desk-refusals");
        Assert.Equal(["not-recognised", "not-recognised"], seen.Select(one => (string)one["why"]!));
        Assert.All(seen, one => Assert.Null(one["userId"]));
        Assert.Empty(await reception.ListAsync($"/hot-desk-refusals?user={alice.Id}"));
    }

    [Fact]
    public async Task A_site_manager_reads_of_the_desks_of_their_sites_only()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var berlin = (await Pbx.Api.PostAsync("/sites", new { name = "Berlin" })).Id();
        var ours = await Pbx.DeskAsync("our phone", new { siteId = berlin, hotDeskUse = "never" });
        var theirs = await Pbx.DeskAsync("their phone", new { hotDeskUse = "never" });
        await Pbx.Api.PostAsync("/users", new
        {
            username = "max", password = Password, role = "site-manager", siteIds = new[] { berlin },
        });
        using var manager = await LogInAsync("max");

        var here = await RefusalOfAsync(alice.Id, ours);
        var there = await RefusalOfAsync(alice.Id, theirs);
        await KeptAsync($"user={alice.Id}", count: 2);

        Assert.Equal(here, Assert.Single(await manager.ListAsync("/hot-desk-refusals")).Id());
        Assert.Equal(HttpStatusCode.NotFound, (await manager.TryGetAsync($"/hot-desk-refusals/{there}")).Status);
    }

    [Fact]
    public async Task The_newest_come_first_and_time_narrows_the_list()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var phone = await Pbx.DeskAsync("phone", new { hotDeskUse = "never" });
        var first = await RefusalOfAsync(alice.Id, phone);
        await Pbx.PassAsync(TimeSpan.FromMinutes(2));
        var second = await RefusalOfAsync(alice.Id, phone);

        Assert.Equal([second, first], (await KeptAsync("", count: 2)).Select(one => one.Id()));
        Assert.Equal(first, Assert.Single(await KeptAsync("to=2026-03-02T09:01:00Z", count: 1)).Id());
        Assert.Equal(second, Assert.Single(await KeptAsync("from=2026-03-02T09:01:00Z", count: 1)).Id());
    }

    private static (string Why, string Text) Told(JsonNode refusal) => ((string)refusal["why"]!, (string)refusal["text"]!);

    private async Task<Person> PersonWithPasswordAsync(string name, string extension)
    {
        var person = await Pbx.UserAsync(name, extension, pin: "4711");
        await Pbx.Api.PatchAsync($"/users/{person.Id}", new { password = Password });
        return person;
    }

    private Task<AdminApi> LogInAsync(string username) => AdminApi.LogInAsync(Pbx.Server.Http[0], Password, username);

    private Task SitAsync(Person person, Telephone desk) =>
        Pbx.Api.PostAsync("/hot-desk-sessions", new { userId = person.Id, deviceId = desk.Id });

    /// <summary>The refusal that the last guess's answer names.</summary>
    private static async Task<Guid> GuessAsync(AdminApi portal, Person person, Telephone desk, int times)
    {
        JsonNode? problem = null;

        for (var guess = 0; guess < times; guess++)
        {
            (_, problem) = await portal.TryPostAsync(
                "/hot-desk-sessions", new { userId = person.Id, deviceId = desk.Id, pin = "1111" });
        }

        return Guid.Parse((string)problem!["refusalId"]!);
    }

    /// <summary>What the administrator, who is refused, is told about it right afterwards.</summary>
    private async Task<(string Why, string Text)> RefusedAsync(HttpStatusCode expected, Guid person, Telephone desk)
    {
        var (status, problem) = await Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = person, deviceId = desk.Id });
        Assert.Equal(expected, status);

        return Told(await Pbx.Api.GetAsync($"/hot-desk-refusals/{problem!["refusalId"]}"));
    }

    private async Task<Guid> RefusalOfAsync(Guid person, Telephone desk)
    {
        var (_, problem) = await Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = person, deviceId = desk.Id });

        return Guid.Parse((string)problem!["refusalId"]!);
    }

    /// <summary>The list once it tells of so many: rows follow their answers.</summary>
    private async Task<IReadOnlyList<JsonNode>> KeptAsync(string filter, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        while (true)
        {
            if (await Pbx.Api.ListAsync($"/hot-desk-refusals?{filter}") is var kept && kept.Sum(one => (int)one["count"]!) == count)
            {
                return kept;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
