using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>What an administrator's change does to people who are logged in, and to the calls they have.</summary>
public sealed class ChangesMeanwhile : OfficeTest
{
    [Fact]
    public async Task A_desk_that_gets_an_owner_ends_its_session_with_policy()
    {
        var (_, window, _) = await AliceAtTheWindowAsync();
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");

        await Pbx.Api.PatchAsync($"/devices/{window.Id}", new { ownerId = bob.Id });

        Assert.Equal("policy", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task A_desk_that_is_never_one_any_more_ends_its_session_with_policy()
    {
        var (alice, window, colleague) = await AliceAtTheWindowAsync();

        await Pbx.Api.PatchAsync($"/devices/{window.Id}", new { hotDeskUse = "never" });

        Assert.Equal("policy", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
        Assert.Equal(480, (await colleague.Phone.DialInVainAsync(alice.Extension)).Status);
        window.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task Hot_desking_switched_off_ends_the_persons_sessions()
    {
        var (alice, window, _) = await AliceAtTheWindowAsync();

        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { hotDesk = new { enabled = false } });

        Assert.Equal("disabled", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task A_deleted_person_leaves_the_desk_and_the_live_call_goes_on()
    {
        var (alice, window, colleague) = await AliceAtTheWindowAsync();
        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();

        await Pbx.Api.DeleteAsync($"/users/{alice.Id}");

        await colleague.ShouldTalkAsync(window);
        Assert.Equal("deleted", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task A_deleted_desk_ends_its_session_and_the_live_call_goes_on()
    {
        var (alice, window, colleague) = await AliceAtTheWindowAsync();
        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();

        await Pbx.Api.DeleteAsync($"/devices/{window.Id}");

        await colleague.ShouldTalkAsync(window);
        Assert.Equal("deleted", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task A_phone_of_a_deleted_owner_does_not_become_a_desk()
    {
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var bobs = await Pbx.PhoneOfAsync(bob);

        await Pbx.Api.DeleteAsync($"/users/{bob.Id}");
        await bobs.Phone.DialAsync("*11");

        await bobs.Phone.HeardAsync("hotdesk-not-a-desk");
    }

    private async Task<(Person Alice, Telephone Window, Telephone Colleague)> AliceAtTheWindowAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");

        return (alice, window, colleague);
    }
}
