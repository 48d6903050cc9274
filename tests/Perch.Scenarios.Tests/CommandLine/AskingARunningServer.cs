using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.CommandLine;

/// <summary><c>perch import</c> and <c>perch explain</c>, run as programs.</summary>
public sealed class AskingARunningServer : OfficeTest
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perch-import-").FullName;

    [Fact]
    public async Task A_table_is_looked_at_then_imported()
    {
        var file = Write("users.csv", "username,extension,hotDesk.pin\nanna,301,47119\nben,302,\n");

        var dry = await RunAsync("import", file, "--dry-run");
        var none = await Pbx.Api.ListAsync("/users?username=anna");
        var done = await RunAsync("import", file);
        var again = await RunAsync("import", Write("same.csv", "username,extension\nanna,301\n"));

        Assert.Equal((0, ""), (dry.Status, dry.Errors));
        Assert.Contains("2  create   user    anna", dry.Output, StringComparison.Ordinal);
        Assert.Equal(
            "2 to create, 0 to update, 0 unchanged, 0 refused. Nothing was changed, this was a dry run.",
            dry.Output.Trim().Split('\n')[^1]);
        Assert.Empty(none);
        Assert.Equal("2 created, 0 updated, 0 unchanged, 0 refused. Imported.", done.Output.Trim().Split('\n')[^1]);
        Assert.Equal("0 created, 0 updated, 1 unchanged, 0 refused. Imported.\n", again.Output);
        Assert.Equal("301", (string?)Assert.Single(await Pbx.Api.ListAsync("/users?username=anna"))["extension"]);
        Assert.DoesNotContain("47119", dry.Output + done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_line_says_why_and_makes_the_status_1()
    {
        var file = Write("users.csv", "username,extension\nanna,301\nben,30x\n");

        var whole = await RunAsync("import", file);
        var skipped = await RunAsync("import", file, "--skip-bad");

        Assert.Equal(1, whole.Status);
        Assert.Contains("3  refused  user    ben                       extension must be", whole.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 refused. Nothing was imported.\n", whole.Output, StringComparison.Ordinal);
        Assert.Equal(1, skipped.Status);
        Assert.Single(await Pbx.Api.ListAsync("/users?username=anna"));
    }

    [Theory]
    [InlineData(1, "cannot be read", "import", "missing.csv")]
    [InlineData(2, "must end in .csv or .json", "import", "users.txt")]
    [InlineData(2, "Required argument missing", "import")]
    [InlineData(1, "The token is missing or not valid", "explain", "1", "--token", "wrong")]
    [InlineData(1, "There is no such call", "explain", "1")]
    public async Task What_cannot_be_done_is_one_line(int status, string reason, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((status, ""), (run.Status, run.Output));
        Assert.Contains(reason, Assert.Single(run.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var gone = await PerchProgram.RunAsync("explain", "1", "--server", "http://127.0.0.1:1");
        var none = await PerchProgram.RunAsync("explain", "1", "--server", "127.0.0.1");

        Assert.Equal(1, gone.Status);
        Assert.StartsWith("perch: http://127.0.0.1:1/ does not answer", gone.Errors, StringComparison.Ordinal);
        Assert.Equal(2, none.Status);
        Assert.StartsWith("perch: --server must be a URL", none.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_explained()
    {
        var window = await Pbx.DeskAsync("window desk");
        await window.Phone.DialAsync("*11");
        await window.Phone.HeardAsync("hotdesk-enter-id");

        var run = await RunAsync("explain", $"{Assert.Single(await Pbx.Api.ListAsync("/calls")).Id()}");

        Assert.Equal((0, ""), (run.Status, run.Errors));
        Assert.Contains("dialled *11", run.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("\n09:00:00.000  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_log_in_is_explained_by_its_id()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202"));
        var (_, problem) = await Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = alice.Id, deviceId = bobs.Id });

        var run = await RunAsync("explain", (string)problem!["refusalId"]!);

        Assert.Equal((0, ""), (run.Status, run.Errors));
        Assert.StartsWith(
            "A log-in (admin) was refused.\n09:00:00.000  No log-in: the phone “Bob's phone” is not a desk",
            run.Output, StringComparison.Ordinal);
    }

    private async Task<PerchProgram> RunAsync(params string[] arguments)
    {
        var key = (string)(await Pbx.Api.PostAsync("/api-keys", new { name = "script", role = "admin" }))["key"]!;
        string[] token = arguments.Contains("--token") ? [] : ["--token", key];

        return await PerchProgram.RunAsync([.. arguments, "--server", $"{Pbx.Server.Http[0]}", .. token]);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
