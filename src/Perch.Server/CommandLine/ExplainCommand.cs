using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Perch.Server.CommandLine;

/// <summary><c>perch explain CALL</c>: why did my phone (not) ring?</summary>
internal static class ExplainCommand
{
    private const string TokenVariable = "PERCH_TOKEN";

    public static Command Make()
    {
        var call = new Argument<string>("call") { Description = "The call's id, or the SIP Call-ID of the calling phone." };
        var server = new Option<Uri>("--server")
        {
            HelpName = "URL", Description = "The server (default: http://127.0.0.1:8080).",
            DefaultValueFactory = static _ => new("http://127.0.0.1:8080"),
        };
        var token = new Option<string>("--token")
        {
            HelpName = "TOKEN", Description = $"An API key or a log-in's token (default: from {TokenVariable}).",
        };
        var command = new Command("explain", "Tells in plain words what was decided in a call: why a phone rang, or not.")
        {
            call, server, token,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(server)!,
            parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable) ?? "",
            parsed.GetValue(call)!,
            Console.Out));

        return command;
    }

    internal static async Task<int> RunAsync(Uri server, string token, string call, TextWriter output)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = server };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.GetAsync($"/api/v1/calls/{Uri.EscapeDataString(call)}/explanation");

            if (!answer.IsSuccessStatusCode)
            {
                await Console.Error.WriteLineAsync($"perch: {Fault(answer.StatusCode)}");
                return PerchCommand.Failure;
            }

            Write((await answer.Content.ReadFromJsonAsync<JsonNode>())!, output);
            return 0;
        }
        catch (HttpRequestException failure)
        {
            await Console.Error.WriteLineAsync(
                $"perch: {server} does not answer ({failure.Message}); give the server by --server.");
            return PerchCommand.Failure;
        }
    }

    private static void Write(JsonNode explanation, TextWriter output)
    {
        output.WriteLine(OneLine((string)explanation["summary"]!));

        foreach (var decision in explanation["decisions"]!.AsArray())
        {
            var at = DateTimeOffset.Parse((string)decision!["at"]!, CultureInfo.InvariantCulture);
            output.WriteLine($"{at.UtcDateTime:HH:mm:ss.fff}  {OneLine((string)decision["text"]!)}");
        }
    }

    // Names come from administrators and numbers from phones: neither may steer the terminal.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Fault(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"The token is missing or not valid; give an API key by --token or {TokenVariable}.",
        HttpStatusCode.NotFound => "There is no such call, or it is not yours to see.",
        _ => $"The server answered {(int)status}.",
    };
}
