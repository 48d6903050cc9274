using System.Diagnostics;
using System.Text;
using Perch.Scenarios.Tests.Crashes;
using Perch.Scenarios.Tests.Office;
using Perch.TestKit.Network;

namespace Perch.Scenarios.Tests.Documents;

/// <summary>Runs the commands of a page in docs/api in one shell, and compares what is shown with what comes.</summary>
public sealed class TheApiWalkThrough : IAsyncLifetime
{
    private static readonly string Program = $"dotnet {Path.Combine(AppContext.BaseDirectory, "perch.dll")}";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perch-walk-").FullName;
    private WebhookReceiver _receiver = null!;
    private PerchProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        var data = System.IO.Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        _server = await PerchProcess.StartAsync(data, Pbx.PromptDirectory, more: "--local-webhooks");
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _receiver.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("walk-through.md", true)]
    [InlineData("README.md", false)]
    public async Task Every_command_does_what_the_page_shows(string page, bool showsEverything)
    {
        var text = await File.ReadAllTextAsync(PathOf(page), TestContext.Current.CancellationToken);
        var steps = ShellPage.Read(text);
        _ = KeepDeliveryAsync();

        var (status, errors) = await RunAsync(steps);

        for (var at = 0; at < steps.Count; at++)
        {
            var file = Path.Combine(_folder, $"answer-{at}");
            Assert.True(File.Exists(file), $"line {steps[at].Line} was not reached: {errors}");
            var came = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            var shown = steps[at].Answer ?? (showsEverything ? "" : null);
            var difference = shown is null ? Refusal(came) : ShownAnswer.Difference(shown, came);
            Assert.True(difference is null, $"line {steps[at].Line}: {difference}\n{came}\n{errors}");
        }

        Assert.True(status == 0, errors);
        Assert.True(steps.Count > 10);
    }

    [Theory]
    [InlineData("""{"a": 1, "b": "2026-01-01T00:00:00Z"}""", """{"b": "2027-05-05T10:11:12.123Z", "a": 1}""", true)]
    [InlineData("""{"a": 1}""", """{"a": 2}""", false)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", false)]
    [InlineData("""{"a": 1, "…": "…"}""", """{"a": 1, "b": 2}""", true)]
    [InlineData("""{"a": 1, "…": "…"}""", """{"b": 2}""", false)]
    [InlineData("""[1, "…"]""", "[1, 2, 3]", true)]
    [InlineData("[1]", "[1, 2, 3]", false)]
    [InlineData("[1] [2]", "[1]", false)]
    [InlineData("HTTP/1.1 201 Created", "HTTP/1.1 200 OK", false)]
    [InlineData("a …\nb", "a long one\nb", true)]
    [InlineData("a", "a\nb", false)]
    [InlineData("", "null", false)]
    public void An_answer_that_is_not_as_shown_is_noticed(string shown, string came, bool same) =>
        Assert.Equal(same, ShownAnswer.Difference(shown, came) is null);

    private static string? Refusal(string came) =>
        came.Contains("\"errors\":", StringComparison.Ordinal) || came.Contains("\"title\":", StringComparison.Ordinal)
        || came.Split('\n').Contains("null")
            ? "nothing is shown, and it was refused"
            : null;

    /// <summary>One shell for all, so that variables last; the first command that fails ends it.</summary>
    private async Task<(int Status, string Errors)> RunAsync(IReadOnlyList<ShellPage.Step> steps)
    {
        var script = new StringBuilder("set -euo pipefail\n");

        for (var at = 0; at < steps.Count; at++)
        {
            var wait = steps[at].Commands.Contains("delivery.json", StringComparison.Ordinal)
                ? "until [ -s delivery.json ]; do sleep 0.1; done\n"
                : "";
            script.Append(wait).Append("{\n").Append(Here(steps[at].Commands)).Append("} > answer-").Append(at).Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "walk.sh"), $"{script}", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("bash", ["walk.sh"])
        {
            WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardInput = true,
        };
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        return (shell.ExitCode, errors);
    }

    // What the reader has to put in too: where the server is, and the password.
    private string Here(string commands) => commands
        .Replace("http://127.0.0.1:8080", $"{_server.Http}".TrimEnd('/'), StringComparison.Ordinal)
        .Replace("127.0.0.1:5060", $"{_server.Sip}", StringComparison.Ordinal)
        .Replace("PERCH=artifacts/perch/perch", $"PERCH='{Program}'", StringComparison.Ordinal)
        .Replace("THE-PRINTED-PASSWORD", Pbx.AdminPassword, StringComparison.Ordinal)
        .Replace("THE-PASSWORD", Pbx.AdminPassword, StringComparison.Ordinal)
        .Replace("https://hooks.example.com/perch", $"{_receiver.Url}", StringComparison.Ordinal);

    private async Task KeepDeliveryAsync()
    {
        var came = await _receiver.FirstAsync();
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "delivery.headers"),
            $"webhook-id: {came.Id}\nwebhook-timestamp: {came.Timestamp}\nwebhook-signature: {came.Signature}\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "delivery.json"), came.Body);
    }

    private static string PathOf(string page) => Path.Combine(Checkout.Root, "docs", "api", page);
}
