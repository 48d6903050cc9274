using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;

namespace Perch.Server.CommandLine;

/// <summary>How commands that ask a running server find it and prove who is asking.</summary>
internal sealed class ServerAccess
{
    private const string TokenVariable = "PERCH_TOKEN";

    private readonly Option<Uri> _server = new("--server")
    {
        HelpName = "URL", Description = "The server.",
        DefaultValueFactory = static _ => new("http://127.0.0.1:8080"),

        // The library reads numbers and files, but no URLs.
        CustomParser = static parsed => ReadServer(parsed),
    };

    private readonly Option<string> _token = new("--token", "--key")
    {
        HelpName = "TOKEN", Description = $"An API key or a log-in's token (default: from {TokenVariable}).",
    };

    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_token);
    }

    /// <summary>Waits as long as the server works.</summary>
    public HttpClient Connect(ParseResult parsed) => Connect(
        parsed.GetValue(_server)!,
        parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable(TokenVariable) ?? "");

    internal static HttpClient Connect(Uri server, string token)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static Uri? ReadServer(ArgumentResult parsed)
    {
        if (Uri.TryCreate(parsed.Tokens[0].Value, UriKind.Absolute, out var server)
            && (server.Scheme == Uri.UriSchemeHttp || server.Scheme == Uri.UriSchemeHttps))
        {
            return server;
        }

        parsed.AddError("--server must be a URL such as http://127.0.0.1:8080.");
        return null;
    }

    /// <summary>In one line, what to do where every command would have to do the same; else null.</summary>
    public static string? Fault(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"The token is missing or not valid; give an API key by --token or {TokenVariable}.",
        HttpStatusCode.Forbidden => "This token's role may not do that; give an administrator's.",
        HttpStatusCode.ServiceUnavailable => "The server cannot write at the moment: try again, and see perch check.",
        _ => null,
    };

    /// <summary>The same for a server that is not there.</summary>
    public static string Fault(HttpClient http, HttpRequestException failure) =>
        $"{http.BaseAddress} does not answer ({failure.Message}); give the server by --server.";

    /// <summary>Names come from administrators and numbers from phones: neither may steer the terminal.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
