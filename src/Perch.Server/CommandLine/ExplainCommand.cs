using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Perch.Server.CommandLine;

/// <summary><c>perch explain CALL</c>: why did my phone (not) ring?</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var call = new Argument<string>("call") { Description = "The call's id, or the SIP Call-ID of the calling phone." };
        var access = new ServerAccess();
        var command = new Command("explain", "Tells in plain words what was decided in a call: why a phone rang, or not.")
        {
            call,
        };
        access.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var http = access.Connect(parsed);
            return await RunAsync(http, parsed.GetValue(call)!, Console.Out, cancellation);
        });

        return command;
    }

    internal static async Task<int> RunAsync(
        HttpClient http, string call, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(
                new Uri($"/api/v1/calls/{Uri.EscapeDataString(call)}/explanation", UriKind.Relative), cancellation);

            if (!answer.IsSuccessStatusCode)
            {
                await Console.Error.WriteLineAsync($"perch: {Fault(answer.StatusCode)}");
                return PerchCommand.Failure;
            }

            Write((await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!, output);
            return 0;
        }
        catch (HttpRequestException failure)
        {
            await Console.Error.WriteLineAsync($"perch: {ServerAccess.Fault(http, failure)}");
            return PerchCommand.Failure;
        }
    }

    private static void Write(JsonNode explanation, TextWriter output)
    {
        output.WriteLine(ServerAccess.OneLine((string)explanation["summary"]!));

        foreach (var decision in explanation["decisions"]!.AsArray())
        {
            var at = DateTimeOffset.Parse((string)decision!["at"]!, CultureInfo.InvariantCulture);
            output.WriteLine($"{at.UtcDateTime:HH:mm:ss.fff}  {ServerAccess.OneLine((string)decision["text"]!)}");
        }
    }

    private static string Fault(HttpStatusCode status) => ServerAccess.Fault(status) ?? status switch
    {
        HttpStatusCode.NotFound => "There is no such call, or it is not yours to see.",
        _ => $"The server answered {(int)status}.",
    };
}
