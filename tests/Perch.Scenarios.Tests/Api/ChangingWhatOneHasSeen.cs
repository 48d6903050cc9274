using System.Net;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Api;

/// <summary>api.md, <c>ETag</c> and <c>If-Match</c>, of what lives: calls, sessions and desks.</summary>
public sealed class ChangingWhatOneHasSeen : OfficeTest
{
    [Fact]
    public async Task A_call_that_has_changed_since_is_not_hung_up()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice);
        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.ShouldRingAsync();
        var path = $"/calls/{Assert.Single(await Pbx.Api.ListAsync("/calls")).Id()}";
        var ringing = await TagOfAsync(path);
        await window.Phone.AnswerAsync();
        await colleague.ShouldTalkAsync(window);

        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(path, ringing));
        await colleague.ShouldTalkAsync(window);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(path, await TagOfAsync(path)));
        await colleague.Phone.ShouldEndAsync();
    }

    [Fact]
    public async Task A_session_is_ended_only_as_it_was_seen()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice);
        var path = $"/hot-desk-sessions/{Assert.Single(await Pbx.OpenSessionsAsync(window)).Id()}";
        var open = await TagOfAsync(path);

        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(path, "\"7\""));
        Assert.Single(await Pbx.OpenSessionsAsync(window));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(path, open));
        Assert.NotEqual(open, await TagOfAsync(path));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(path, open));
    }

    [Fact]
    public async Task A_desk_looks_the_same_until_something_happens_there()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        var empty = await TagOfAsync($"/desks/{window.Id}");

        Assert.Equal(empty, await TagOfAsync($"/desks/{window.Id}"));
        await window.LogInAsync(alice);
        Assert.NotEqual(empty, await TagOfAsync($"/desks/{window.Id}"));
    }

    private async Task<string> TagOfAsync(string path)
    {
        using var answer = await Pbx.Api.SendAsync(HttpMethod.Get, path, static _ => { });

        return answer.Headers.ETag?.Tag ?? throw new InvalidOperationException($"{path} has no ETag.");
    }

    private async Task<HttpStatusCode> DeleteAsync(string path, string tag)
    {
        using var answer = await Pbx.Api.SendAsync(
            HttpMethod.Delete, path, request => request.Headers.TryAddWithoutValidation("If-Match", tag));

        return answer.StatusCode;
    }
}
