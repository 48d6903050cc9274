using System.Net;
using Perch.Scenarios.Tests.CommandLine;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Backups;

/// <summary>Backups of a server that runs, by the program and over REST.</summary>
public sealed class OnAnotherMachine : OfficeTest
{
    private const string Pin = "47119";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.GetDirectoryName(Pbx.DatabaseFile)!;

    [Fact]
    public async Task After_the_restore_a_PIN_still_logs_in_and_phones_still_register()
    {
        var alice = await Pbx.UserAsync("Alice", "201", Pin);
        await Pbx.DeskAsync("window desk");
        var file = Nowhere + ".perch";
        var backup = await PerchProgram.RunAsync("backup", file, "--data", Data, "--show-key");
        var key = backup.Output.Trim().Split('\n')[^1];
        var there = Nowhere;

        var restore = await PerchProgram.RunAsync("restore", file, "--data", there, "--key", key);
        await using var other = await Pbx.StartAsync(options => options with { DataDirectory = there });
        var desks = await other.Api.ListAsync("/devices?nickname=window desk");
        using var phone = await other.PlugAsync(Assert.Single(desks));
        await phone.DialAsync("*11", alice.HotDeskId + "#", Pin + "#");
        await phone.HeardAsync("hotdesk-logged-in");

        Assert.Equal((0, ""), (backup.Status, backup.Errors));
        Assert.Equal((0, ""), (restore.Status, restore.Errors));
        Assert.Contains("users 2, devices 1", restore.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_line()
    {
        var file = Nowhere + ".perch";
        await PerchProgram.RunAsync("backup", file, "--data", Data);

        PerchProgram[] runs =
        [
            await PerchProgram.RunAsync("backup", file, "--data", Data),
            await PerchProgram.RunAsync("backup", Nowhere, "--data", Nowhere),
            await PerchProgram.RunAsync("backup"),
            await PerchProgram.RunAsync("restore", file, "--data", Data, "--replace"),
            await PerchProgram.RunAsync("restore", file, "--data", Nowhere),
            await PerchProgram.RunAsync("restore", file, "--data", Nowhere, "--key", "sesame"),
        ];

        Assert.Equal([1, 1, 2, 1, 1, 2], runs.Select(run => run.Status));
        Assert.All(runs, run => Assert.StartsWith("perch: ", Assert.Single(run.Errors.Trim().Split('\n')), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operator_makes_tests_downloads_and_deletes_one_and_leaves_traces()
    {
        await Pbx.UserAsync("Alice", "201", Pin);
        var made = await Pbx.Api.PostAsync("/backups");
        var path = $"/backups/{(string)made["name"]!}";

        var tested = await Pbx.Api.PostAsync(path + "/test");
        using var download = await Pbx.Api.SendAsync(HttpMethod.Get, path, _ => { });
        var file = Nowhere + ".perch";
        await File.WriteAllBytesAsync(file, await download.Content.ReadAsByteArrayAsync(Cancel), Cancel);
        var key = (string)(await Pbx.Api.GetAsync("/recovery-key"))["key"]!;
        var restored = await PerchProgram.RunAsync("restore", file, "--data", Nowhere, "--key", key);
        var listed = Assert.Single(await Pbx.Api.ListAsync("/backups"));
        await Pbx.Api.DeleteAsync(path);

        Assert.True((bool)tested["usable"]!);
        Assert.Equal((1, 2, 0), ((int)tested["accounts"]!, (int)tested["users"]!, (int)tested["devices"]!));
        Assert.Equal("application/octet-stream", download.Content.Headers.ContentType?.MediaType);
        Assert.Equal((0, ""), (restored.Status, restored.Errors));
        Assert.Equal((string)made["name"]!, (string)listed["name"]!);
        Assert.Empty(await Pbx.Api.ListAsync("/backups"));
        Assert.Equal(HttpStatusCode.NotFound, (await Pbx.Api.TryGetAsync(path)).Status);
        Assert.Equal(
            ["created", "credentials-read", "deleted", "downloaded"],
            (await Pbx.Api.ListAsync("/audit")).Where(row => (string)row["kind"]! is "backup" or "recovery-key")
                .Select(row => (string)row["act"]!).Order());
    }

    [Fact]
    public async Task A_damaged_one_is_said_to_be_damaged_by_the_test()
    {
        var name = (string)(await Pbx.Api.PostAsync("/backups"))["name"]!;
        var file = Path.Combine(Data, "backups", name);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        var tested = await Pbx.Api.PostAsync($"/backups/{name}/test");

        Assert.False((bool)tested["usable"]!);
        Assert.Contains("is damaged: use another backup", (string)tested["problem"]!, StringComparison.Ordinal);
    }

    private static string Nowhere => Path.Combine(Path.GetTempPath(), $"perch-elsewhere-{Guid.NewGuid():N}");
}
