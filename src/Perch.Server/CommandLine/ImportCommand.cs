using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Server.CommandLine;

/// <summary><c>perch import FILE</c>: many users and devices at once, or what that would change.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table (.csv) or a document (.json) of users and devices." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change." };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Import the good lines although others are wrong." };
        var kind = new Option<string>("--kind")
        {
            HelpName = "user|device", Description = "What the file holds, where its first line does not tell.",
        };
        kind.AcceptOnlyFromAmong("user", "device");
        var access = new ServerAccess();
        var command = new Command("import", "Imports users and devices into a running server: all of a file, or nothing.")
        {
            file, dryRun, skipBad, kind,
        };
        access.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var http = access.Connect(parsed);
            var question = new ImportQuestion(
                parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(skipBad), parsed.GetValue(kind));
            return await RunAsync(http, question, Console.Out, cancellation);
        });

        return command;
    }

    /// <summary>0 when every line is good, 1 when some are refused or nothing could be asked, 2 for a file of no known kind.</summary>
    internal static async Task<int> RunAsync(
        HttpClient http, ImportQuestion question, TextWriter output, CancellationToken cancellation)
    {
        if (question.MediaType is not { } type)
        {
            return await FailAsync($"{question.File.Name} must end in .csv or .json.", PerchCommand.Usage);
        }

        try
        {
            await using var file = question.File.OpenRead();
            using var body = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            using var answer = await WaitAsync(http.PostAsync(question.Path, body, cancellation));
            return await TellAsync(answer, output, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await FailAsync($"{question.File.FullName} cannot be read: {exception.Message}");
        }
        catch (HttpRequestException failure)
        {
            return await FailAsync(ServerAccess.Fault(http, failure));
        }
    }

    private static async Task<int> TellAsync(
        HttpResponseMessage answer, TextWriter output, CancellationToken cancellation)
    {
        if (ServerAccess.Fault(answer.StatusCode) is { } fault)
        {
            return await FailAsync(fault);
        }

        var said = await ReadAsync(answer, cancellation);

        // A refused import brings the same report inside its problem.
        if ((answer.IsSuccessStatusCode ? said : said?["import"]) is not { } report)
        {
            return await FailAsync(ServerAccess.OneLine(
                (string?)said?["detail"] ?? $"The server answered {(int)answer.StatusCode}."));
        }

        ImportReport.Write(report, output);
        return (int)report["counts"]!["refused"]! == 0 ? 0 : PerchCommand.Failure;
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation);
        }
        catch (JsonException)
        {
            // Something between us and the server answered with a page of its own.
            return null;
        }
    }

    /// <summary>Shows on a terminal that something goes on: a thousand PINs take a quarter of a minute to hash.</summary>
    private static async Task<HttpResponseMessage> WaitAsync(Task<HttpResponseMessage> asked)
    {
        var began = Stopwatch.GetTimestamp();
        var shown = false;

        while (!Console.IsErrorRedirected && await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System)) != asked)
        {
            shown = true;
            await Console.Error.WriteAsync($"\rThe server is at work: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s ");
        }

        if (shown)
        {
            await Console.Error.WriteAsync("\r\e[K");
        }

        return await asked;
    }

    private static async Task<int> FailAsync(string reason, int status = PerchCommand.Failure)
    {
        await Console.Error.WriteLineAsync($"perch: {reason}");
        return status;
    }
}

/// <summary>What was asked on the command line.</summary>
internal sealed record ImportQuestion(FileInfo File, bool DryRun, bool SkipBad, string? Kind)
{
    public string? MediaType => File.Extension.ToLowerInvariant() switch
    {
        ".csv" => "text/csv",
        ".json" => "application/json",
        _ => null,
    };

    public Uri Path => new(
        $"/api/v1/imports?dryRun={(DryRun ? "true" : "false")}&skipBad={(SkipBad ? "true" : "false")}"
        + (Kind is null ? "" : $"&kind={Kind}"),
        UriKind.Relative);
}
