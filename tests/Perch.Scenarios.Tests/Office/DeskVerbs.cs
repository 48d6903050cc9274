using System.Text.Json.Nodes;
using Perch.Phone;
using Perch.TestKit.Phones;

namespace Perch.Scenarios.Tests.Office;

/// <summary>What people do at telephones here, over and over.</summary>
public static class DeskVerbs
{
    /// <summary>Logs in by <c>*11</c> and waits for the goodbye.</summary>
    public static async Task LogInAsync(this Telephone desk, Person person, string? pin = null)
    {
        await desk.Phone.DialAsync("*11", pin is null ? [person.HotDeskId + "#"] : [person.HotDeskId + "#", pin + "#"]);
        await desk.Phone.HeardAsync("hotdesk-logged-in");
        await desk.Phone.ShouldEndAsync();
    }

    /// <summary>Logs out by <c>*12</c>.</summary>
    public static async Task LogOutAsync(this Telephone desk)
    {
        await desk.Phone.DialAsync("*12");
        await desk.Phone.HeardAsync("hotdesk-logged-out");
        await desk.Phone.ShouldEndAsync();
    }

    /// <summary>Calls, and gives up once everybody who should ring does and nobody else.</summary>
    public static async Task CallShouldRingAsync(
        this Telephone caller, Person called, Telephone[] rings, Telephone[]? silent = null)
    {
        caller.Phone.StartDialling(called.Extension);

        foreach (var telephone in rings)
        {
            await telephone.Phone.ShouldRingAsync();
        }

        foreach (var telephone in silent ?? [])
        {
            telephone.Phone.ShouldStaySilent();
        }

        await caller.Phone.HangUpAsync();

        foreach (var telephone in rings)
        {
            await telephone.Phone.ShouldEndAsync();
        }
    }

    /// <summary>Both hear what the other says.</summary>
    public static async Task ShouldTalkAsync(this Telephone one, Telephone other)
    {
        await one.Phone.SayAsync("hello");
        await other.Phone.HeardAsync("hello");
        await other.Phone.SayAsync("good-morning");
        await one.Phone.HeardAsync("good-morning");
    }

    /// <summary>Speaks until it comes back: nobody can hear when an echo begins.</summary>
    public static async Task SayUntilHeardAsync(this Telephone phone, string word)
    {
        for (var attempt = 0; attempt < 50 && !phone.Phone.Heard.Contains(word); attempt++)
        {
            await phone.Phone.SayAsync(word);
        }

        await phone.Phone.HeardAsync(word);
    }

    /// <summary>The prompts since this call began, once it is over.</summary>
    public static async Task<IReadOnlyList<string>> AllHeardAsync(this VirtualPhone phone, int before)
    {
        await phone.ShouldEndAsync();

        return [.. phone.Heard.Skip(before)];
    }

    /// <summary>Open sessions as the API shows them.</summary>
    public static async Task<IReadOnlyList<JsonNode>> OpenSessionsAsync(this Pbx pbx, Telephone desk) =>
        await pbx.Api.ListAsync($"/hot-desk-sessions?open=true&device={desk.Id}");

    /// <summary>All sessions of a desk, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> SessionsAsync(this Pbx pbx, Telephone desk) =>
        [.. (await pbx.Api.ListAsync($"/hot-desk-sessions?device={desk.Id}"))
            .OrderBy(session => (string?)session["startedAt"], StringComparer.Ordinal)];

    public static Guid UserId(this JsonNode session) => Guid.Parse((string)session["userId"]!);

    public static string? EndReason(this JsonNode session) => (string?)session["endReason"];

    /// <summary>Whether the call here was taken by another phone.</summary>
    public static bool WasTakenElsewhere(this CallEnd end) => end.AnsweredElsewhere;
}
