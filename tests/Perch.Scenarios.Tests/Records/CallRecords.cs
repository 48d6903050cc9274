using System.Net;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Records;

/// <summary><c>GET /call-records</c>, through the whole server.</summary>
public sealed class CallRecords : OfficeTest
{
    [Fact]
    public async Task A_record_names_desk_person_and_session_of_both_sides()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var bob = await Pbx.UserAsync("Bob", "202");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        await window.LogInAsync(alice);
        await corridor.LogInAsync(bob);
        var (hers, his) = (await SessionAtAsync(window), await SessionAtAsync(corridor));

        window.Phone.StartDialling(bob.Extension);
        await corridor.Phone.ShouldRingAsync();
        await corridor.Phone.AnswerAsync();
        await window.Phone.ShouldBeAnsweredAsync();
        await corridor.Phone.HangUpAsync();
        await window.Phone.ShouldEndAsync();
        var record = await Pbx.RecordAsync(bob.Extension);

        Assert.Equal(
            (alice.Id, window.Id, hers, "Alice", "window desk"),
            ((Guid)record["caller"]!["userId"]!, (Guid)record["caller"]!["deviceId"]!,
                (Guid)record["caller"]!["hotDeskSessionId"]!, (string)record["caller"]!["userName"]!,
                (string)record["caller"]!["deviceName"]!));
        Assert.Equal(
            (bob.Id, corridor.Id, his),
            ((Guid)record["answeredBy"]!["userId"]!, (Guid)record["answeredBy"]!["deviceId"]!,
                (Guid)record["answeredBy"]!["hotDeskSessionId"]!));
        Assert.Equal(("202", "called-hung-up"), ((string)record["dialled"]!, (string)record["ending"]!));
        Assert.Equal("answered", (string?)Assert.Single(record["rang"]!.AsArray())!["result"]);
    }

    [Fact]
    public async Task A_feature_code_is_recorded_without_what_followed_it()
    {
        await Pbx.UserAsync("Alice", "201", pin: "2580");
        var window = await Pbx.DeskAsync("window desk");
        await window.Phone.DialAsync("*111201*2580");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.HangUpAsync();

        var record = await Pbx.RecordAsync("*11…");

        Assert.DoesNotContain("2580", record.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_filtered_and_survive_a_restart()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var colleague = await Pbx.DeskAsync("colleague");
        await colleague.Phone.DialInVainAsync("4711");
        await colleague.Phone.DialInVainAsync(alice.Extension);
        await Pbx.RestartAsync();

        Assert.Equal(2, (await Pbx.Api.ListAsync("/call-records")).Count);
        Assert.Equal("201", (string?)Assert.Single(await Pbx.Api.ListAsync($"/call-records?calledUser={alice.Id}"))["dialled"]);
        Assert.Empty(await Pbx.Api.ListAsync("/call-records?answered=true"));
        Assert.Single(await Pbx.Api.ListAsync("/call-records?dialled=4711"));
    }

    [Fact]
    public async Task An_emergency_call_names_desk_and_person()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice);
        await window.Phone.DialAsync("112");
        await window.Phone.HeardAsync("no-emergency-trunk");
        await window.Phone.HangUpAsync();

        await Pbx.RecordAsync("112");
        var record = Assert.Single(await Pbx.Api.ListAsync("/call-records?emergency=true"));

        Assert.Equal("window desk", (string?)record["caller"]!["deviceName"]);
        Assert.Equal("Alice", (string?)record["caller"]!["userName"]);
    }

    [Fact]
    public async Task A_record_and_its_explanation_go_by_themselves_when_their_time_is_over()
    {
        var aMinuteAfterTheStart = Pbx.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await Pbx.UntilAsync(() => Pbx.Clock.IsAwaited(aMinuteAfterTheStart), "the server waits to forget");
        await Pbx.Api.PatchAsync("/settings", new { callRecords = new { retentionDays = 1 } });
        var colleague = await Pbx.DeskAsync("colleague");
        await colleague.Phone.DialInVainAsync("4711");
        var record = await Pbx.RecordAsync("4711");

        Pbx.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await AdminApi.LogInAsync(Pbx.Server.Http[0], Pbx.AdminPassword);
        await later.UntilGoneAsync($"/call-records/{record.Id()}");

        Assert.Equal(HttpStatusCode.NotFound, (await later.TryGetAsync($"/calls/{record.Id()}/explanation")).Status);
        Assert.NotEmpty(await later.ListAsync("/audit"));
    }

    private async Task<Guid> SessionAtAsync(Telephone desk) => Assert.Single(await Pbx.OpenSessionsAsync(desk)).Id();
}
