using Perch.Scenarios.Tests.Events;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Records;

/// <summary>An import is told and noted as the same changes would be one by one.</summary>
public sealed class ImportsLeaveTraces : OfficeTest
{
    [Fact]
    public async Task Each_line_is_an_event_and_a_note_with_who_did_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        using var stream = await EventReader.ListenAsync(Pbx.Api, types: "config.*");

        await Pbx.Api.PostAsync("/imports", new
        {
            users = new object[] { new { username = "alice", lastName = "Ames" }, new { username = "ben", extension = "202" } },
            devices = new[] { new { nickname = "Ben's", owner = "ben", sip = new { username = "bens" } } },
        });

        var told = (await stream.NextAsync(3)).Select(one => one.Data).ToList();
        Assert.Equal(
            ["device created", "user changed", "user created"],
            told.Select(data => $"{(string)data["kind"]!} {(string)data["change"]!}").Order());
        Assert.Equal(
            ["lastName"],
            told.Single(data => $"{alice.Id}" == (string)data["id"]!)["fields"]!.AsArray().Select(one => (string)one!));
        var noted = await Pbx.Api.ListAsync("/audit?limit=200");
        Assert.All(
            told, data => Assert.NotNull(noted.Single(act =>
                (string)act["objectId"]! == (string)data["id"]! && (string)act["act"]! == (string)data["change"]!)["userId"]));
    }

    [Fact]
    public async Task What_was_not_imported_is_neither_told_nor_noted()
    {
        using var stream = await EventReader.ListenAsync(Pbx.Api, types: "config.*");
        var body = new { users = new object[] { new { username = "anna" }, new { username = "ben", extension = "x" } } };

        await Pbx.Api.TryPostAsync("/imports", body);
        await Pbx.Api.TryPostAsync("/imports?dryRun=true", body);
        await Pbx.Api.PostAsync("/sites", new { name = "Berlin" });

        Assert.Equal("site", (string?)(await stream.NextAsync()).Data["kind"]);
        Assert.DoesNotContain(await Pbx.Api.ListAsync("/audit"), act => (string?)act["kind"] == "user");
    }

    [Fact]
    public async Task A_person_that_was_imported_sits_down_at_once()
    {
        var window = await Pbx.DeskAsync("window desk");
        var hotDesk = new { enabled = true, id = "1203", requirePin = true, pin = "7391" };

        await Pbx.Api.PostAsync("/imports", new { users = new[] { new { username = "anna", extension = "203", hotDesk } } });
        await window.LogInAsync(new(Guid.Empty, "Anna", "203", "1203"), "7391");

        Assert.Single(await Pbx.OpenSessionsAsync(window));
    }
}
