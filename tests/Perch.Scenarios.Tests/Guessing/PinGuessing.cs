using System.Net;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Guessing;

/// <summary>
/// reliability.md §1 rows 2 and 4, §2 H6: PIN guessing is slowed for each desk and each user, locks nobody out
/// elsewhere, and is seen.
/// </summary>
public sealed class PinGuessing : OfficeTest
{
    private const string Wrong = "1111";

    private static readonly string[] Verdicts = ["hotdesk-invalid", "hotdesk-try-later", "hotdesk-logged-in"];

    [Fact]
    public async Task H6_wrong_PINs_at_one_desk_all_the_time_while_others_log_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var lobby = await Pbx.DeskAsync("lobby");
        var (window, corridor) = (await Pbx.DeskAsync("window desk"), await Pbx.DeskAsync("corridor desk"));
        await DialledPinsAsync();

        var guessing = GuessAsync(lobby, alice, times: 200);
        await window.LogInAsync(bob, "2580");
        await corridor.LogInAsync(alice, "4711");
        await corridor.LogOutAsync();
        await guessing;

        Assert.Equal("hotdesk-try-later", (await DialAsync(lobby, alice, "4711"))[^1]);
        Assert.Empty(await Pbx.OpenSessionsAsync(lobby));
        await lobby.LogInAsync(bob, "2580");
        await corridor.LogInAsync(alice, "4711");
        Assert.Equal(alice.Id, UserOf(Assert.Single(await Pbx.Api.ListAsync("/lockouts"))));
    }

    [Fact]
    public async Task H6_a_colleague_cannot_be_locked_out_from_elsewhere()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");
        await window.LogOutAsync();
        await Pbx.PassAsync(TimeSpan.FromMinutes(11));
        await DialledPinsAsync();

        await GuessEverywhereAsync(alice);

        // Nobody moves the clock: not even a second passes for her.
        await window.LogInAsync(alice, "4711");
    }

    [Fact]
    public async Task H6_where_she_is_new_she_waits_half_a_minute_at_most()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await DialledPinsAsync();

        await GuessEverywhereAsync(alice);

        await window.Phone.DialAsync($"*11{alice.HotDeskId}*4711");
        await Pbx.PassUntilAsync(() => window.Phone.Heard.Contains("hotdesk-logged-in"), TimeSpan.FromSeconds(31));
    }

    /// <summary>Row 4: a PIN of six digits was found by trying, because nothing counted.</summary>
    [Fact]
    public async Task Row_4_PINs_are_counted_for_each_user_and_each_desk()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var (lobby, window) = (await Pbx.DeskAsync("lobby"), await Pbx.DeskAsync("window desk"));
        await DialledPinsAsync();

        await GuessAsync(lobby, alice, times: 4);
        Assert.Contains("hotdesk-logged-in", await DialAsync(lobby, alice, "4711"));
        await lobby.LogOutAsync();
        await GuessAsync(lobby, alice, times: 5);

        Assert.Equal("hotdesk-try-later", (await DialAsync(lobby, alice, "4711"))[^1]);
        Assert.Contains("hotdesk-logged-in", await DialAsync(lobby, bob, "2580"));
        Assert.Contains("hotdesk-logged-in", await DialAsync(window, alice, "4711"));
    }

    /// <summary>Row 4: the PIN was another's default.</summary>
    [Fact]
    public async Task Row_4_nobody_has_a_PIN_that_was_not_given_to_them()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { hotDesk = new { requirePin = true, pin = "583914" } });
        var carol = await Pbx.UserAsync("Carol", "203");
        var lobby = await Pbx.DeskAsync("lobby");
        await DialledPinsAsync();

        var (status, problem) = await Pbx.Api.TryPostAsync("/users", new
        {
            username = "dave", extension = "204", hotDesk = new { enabled = true, id = "9204", requirePin = true },
        });
        await Pbx.Api.PatchAsync($"/users/{carol.Id}", new { hotDesk = new { requirePin = true, pin = "774402" } });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(problem!["errors"]!["hotDesk.pin"]);
        foreach (var guess in (string[])["203", carol.HotDeskId, "0000", "583914"])
        {
            Assert.Contains("hotdesk-invalid", await DialAsync(lobby, carol, guess));
        }
    }

    [Fact]
    public async Task While_locked_a_right_PIN_and_a_wrong_one_sound_the_same()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var lobby = await Pbx.DeskAsync("lobby");
        await DialledPinsAsync();
        await GuessAsync(lobby, alice, times: 5);

        Assert.Equal(await DialAsync(lobby, alice, Wrong), await DialAsync(lobby, alice, "4711"));
        Assert.Empty(await Pbx.OpenSessionsAsync(lobby));
    }

    [Fact]
    public async Task A_restart_keeps_the_lock_and_its_end()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var lobby = await Pbx.DeskAsync("lobby");
        await DialledPinsAsync();
        await GuessAsync(lobby, alice, times: 5);

        await Pbx.RestartAsync();
        Assert.Equal(["hotdesk-try-later"], await DialAsync(lobby, alice, "4711"));

        await Pbx.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Contains("hotdesk-logged-in", await DialAsync(lobby, alice, "4711"));
    }

    [Fact]
    public async Task An_administrator_sees_the_lock_and_clears_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var lobby = await Pbx.DeskAsync("lobby");
        await DialledPinsAsync();
        await GuessAsync(lobby, alice, times: 5);

        var locked = Assert.Single(await Pbx.Api.ListAsync($"/lockouts?device={lobby.Id}"));
        Assert.Equal(5, (int)locked["count"]!);
        Assert.Equal(Pbx.Clock.GetUtcNow().AddMinutes(15), (DateTimeOffset)locked["until"]!);

        await Pbx.Api.DeleteAsync($"/lockouts/{locked.Id()}");
        Assert.Empty(await Pbx.Api.ListAsync("/lockouts"));
        Assert.Contains("hotdesk-logged-in", await DialAsync(lobby, alice, "4711"));
    }

    [Fact]
    public async Task Over_the_API_a_locked_pair_gets_429_for_a_right_PIN_and_a_wrong_one_alike()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { password = "eleven wise monkeys" });
        using var portal = await AdminApi.LogInAsync(Pbx.Server.Http[0], "eleven wise monkeys", "alice");

        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await LogInAsync(portal, alice, window, Wrong)).Status);
        }

        var (right, wrong) = (await LogInAsync(portal, alice, window, "4711"), await LogInAsync(portal, alice, window, Wrong));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.Status);
        Assert.Equal((wrong.Status, $"{wrong.Answer}"), (right.Status, $"{right.Answer}"));
        Assert.NotNull(Assert.Single(await Pbx.Api.ListAsync("/lockouts"))["address"]);

        // The desk is another place.
        await window.LogInAsync(alice, "4711");
    }

    [Fact]
    public async Task The_account_says_how_many_and_how_long()
    {
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { lockAfter = 3, lockMinutes = 60 } });
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var lobby = await Pbx.DeskAsync("lobby");
        await DialledPinsAsync();

        await GuessAsync(lobby, alice, times: 3);

        var locked = Assert.Single(await Pbx.Api.ListAsync("/lockouts"));
        Assert.Equal(Pbx.Clock.GetUtcNow().AddHours(1), (DateTimeOffset)locked["until"]!);
    }

    private static Guid UserOf(JsonNode locked) => Guid.Parse((string)locked["userId"]!);

    private static Task<(HttpStatusCode Status, JsonNode? Answer)> LogInAsync(
        AdminApi portal, Person person, Telephone desk, string pin) =>
        portal.TryPostAsync("/hot-desk-sessions", new { userId = person.Id, deviceId = desk.Id, pin });

    /// <summary>So that a guess takes one dial.</summary>
    private Task DialledPinsAsync() => Pbx.Api.PatchAsync("/settings", new { hotDesk = new { dialledPin = true } });

    private async Task GuessAsync(Telephone desk, Person person, int times)
    {
        for (var guess = 0; guess < times; guess++)
        {
            await DialAsync(desk, person, Wrong);
        }
    }

    /// <summary>At several desks, where each answer may wait.</summary>
    private async Task GuessEverywhereAsync(Person person)
    {
        foreach (var nickname in new[] { "lobby", "canteen", "workshop" })
        {
            var desk = await Pbx.DeskAsync(nickname);

            for (var guess = 0; guess < 5; guess++)
            {
                var before = desk.Phone.Heard.Count;
                await desk.Phone.DialAsync($"*11{person.HotDeskId}*{Wrong}");

                // Longer than the answer may wait: the clock runs on while the PIN is still being looked at.
                await Pbx.PassUntilAsync(() => desk.Phone.Heard.Count > before, TimeSpan.FromMinutes(2));
                await desk.Phone.HangUpAsync();
            }
        }
    }

    /// <summary>What is heard until it is clear how it went.</summary>
    private async Task<IReadOnlyList<string>> DialAsync(Telephone desk, Person person, string pin)
    {
        var before = desk.Phone.Heard.Count;
        await desk.Phone.DialAsync($"*11{person.HotDeskId}*{pin}");
        await Pbx.UntilAsync(
            () => desk.Phone.Heard.Skip(before).Any(Verdicts.Contains), $"{desk.Nickname} hears how it went");
        var heard = desk.Phone.Heard.Skip(before).ToList();

        if (heard.Contains("hotdesk-invalid"))
        {
            await desk.Phone.HangUpAsync();
        }

        await desk.Phone.ShouldEndAsync();
        return [.. heard.Take(heard.FindIndex(Verdicts.Contains) + 1)];
    }
}
