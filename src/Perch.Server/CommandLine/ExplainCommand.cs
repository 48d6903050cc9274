using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Perch.Server.CommandLine;

/// <summary><c>perch explain ID</c>: why did my phone (not) ring, and why was this log-in refused?</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var id = new Argument<string>("id")
        {
            Description = "The id of a call or of a refused log-in, or the SIP Call-ID of the calling phone.",
        };
        var access = new ServerAccess();
        var command = new Command(
            "explain", "Tells in plain words why a phone rang in a call, or not, and why a log-in was refused.")
        {
            id,
        };
        access.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var http = access.Connect(parsed);
            return await RunAsync(http, parsed.GetValue(id)!, Console.Out, cancellation);
        });

        return command;
    }

    internal static async Task<int> RunAsync(
        HttpClient http, string id, TextWriter output, CancellationToken cancellation)
    {
        var name = Uri.EscapeDataString(id);

        try
        {
            return await TellAsync(http, $"calls/{name}/explanation", call => WriteCall(call, output), cancellation)
                ?? await TellAsync(http, $"hot-desk-refusals/{name}", refusal => WriteRefusal(refusal, output), cancellation)
                ?? await FailAsync("There is no such call or refused log-in, or it is not yours to see.");
        }
        catch (HttpRequestException failure)
        {
            return await FailAsync(ServerAccess.Fault(http, failure));
        }
    }

    /// <summary>Null where the server has nothing by that name.</summary>
    private static async Task<int?> TellAsync(
        HttpClient http, string path, Action<JsonNode> write, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), cancellation);

        if (answer.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        if (!answer.IsSuccessStatusCode)
        {
            return await FailAsync(
                ServerAccess.Fault(answer.StatusCode) ?? $"The server answered {(int)answer.StatusCode}.");
        }

        write((await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!);
        return 0;
    }

    private static async Task<int> FailAsync(string fault)
    {
        await Console.Error.WriteLineAsync($"perch: {fault}");
        return PerchCommand.Failure;
    }

    private static void WriteCall(JsonNode explanation, TextWriter output)
    {
        output.WriteLine(ServerAccess.OneLine((string)explanation["summary"]!));

        foreach (var decision in explanation["decisions"]!.AsArray())
        {
            WriteSentence((string)decision!["at"]!, (string)decision["text"]!, output);
        }
    }

    private static void WriteRefusal(JsonNode refusal, TextWriter output)
    {
        var count = (int)refusal["count"]!;
        var times = count == 1 ? "" : $" {count} times within a minute";
        output.WriteLine($"A log-in ({(string)refusal["how"]!}) was refused{times}.");
        WriteSentence((string)refusal["lastAt"]!, (string)refusal["text"]!, output);
    }

    private static void WriteSentence(string at, string text, TextWriter output)
    {
        var time = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        output.WriteLine($"{time.UtcDateTime:HH:mm:ss.fff}  {ServerAccess.OneLine(text)}");
    }
}
