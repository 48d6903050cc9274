using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Perch.Api;

namespace Perch.Portal;

/// <summary>
/// Asks the REST API without a socket: the request runs through the same pipeline as one from outside, so that roles,
/// limits, checks and the audit are the API's, and the portal has no rule of its own.
/// </summary>
internal sealed class ApiDoor(ApiPipeline pipeline, IHttpContextFactory contexts) : IHostedService
{
    private static readonly ApiAnswer _stopping = new(StatusCodes.Status503ServiceUnavailable, Body: null, Version: null);

    private readonly ConcurrentDictionary<Task<ApiAnswer>, bool> _asked = new();
    private volatile bool _isClosed;

    public async Task<ApiAnswer> AskAsync(ApiQuestion question, CancellationToken cancellation)
    {
        if (_isClosed)
        {
            return _stopping;
        }

        var asked = StartAsync(question, cancellation);
        _asked[asked] = true;

        try
        {
            return await asked;
        }
        finally
        {
            _asked.TryRemove(asked, out _);
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    // No connection of a client is open that the server would wait for, so what is being answered is waited for here.
    async Task IHostedService.StopAsync(CancellationToken cancellation)
    {
        _isClosed = true;
        Task answered = Task.WhenAll(_asked.Keys);
        await answered.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<ApiAnswer> StartAsync(ApiQuestion question, CancellationToken cancellation)
    {
        // A request within a request: neither may see the other's context.
        using var apart = ExecutionContext.SuppressFlow();

        return Task.Run(() => RunAsync(question, cancellation), cancellation);
    }

    private async Task<ApiAnswer> RunAsync(ApiQuestion question, CancellationToken cancellation)
    {
        using var output = new MemoryStream();
        var context = contexts.Create(FeaturesOf(question, output, cancellation));

        try
        {
            await pipeline.Next(context);
            await context.Response.CompleteAsync();

            return Read(context.Response, output);
        }
        finally
        {
            contexts.Dispose(context);
        }
    }

    private static FeatureCollection FeaturesOf(ApiQuestion question, Stream output, CancellationToken cancellation)
    {
        var features = new FeatureCollection();
        var (path, query) = Split(PerchApi.Prefix + question.Path);
        var request = new HttpRequestFeature
        {
            Method = question.Method, Protocol = "HTTP/1.1", Scheme = "http", Path = path, RawTarget = path, QueryString = query,
        };
        Fill(request, question);
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(output));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellation });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = question.From });

        return features;
    }

    private static void Fill(HttpRequestFeature request, ApiQuestion question)
    {
        request.Headers.Host = "localhost";

        if (question.Token is { } token)
        {
            request.Headers.Authorization = "Bearer " + token;
        }

        if (question.Agent is { Length: > 0 } agent)
        {
            request.Headers.UserAgent = agent;
        }

        if (question.IfMatch is { } version)
        {
            request.Headers.IfMatch = version;
        }

        if (question.Body is { } body)
        {
            request.Headers.ContentType = question.ContentType;
            request.Headers.ContentLength = body.Length;
            request.Body = new MemoryStream(body, writable: false);
        }
    }

    private static (string Path, string Query) Split(string target) => target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0
        ? (target[..at], target[at..])
        : (target, "");

    private static ApiAnswer Read(HttpResponse response, MemoryStream output)
    {
        var isJson = response.ContentType?.Contains("json", StringComparison.Ordinal) == true && output.Length > 0;

        return new(
            response.StatusCode,
            isJson ? JsonNode.Parse(output.GetBuffer().AsSpan(0, (int)output.Length)) : null,
            response.Headers.ETag.ToString() is { Length: > 0 } version ? version : null);
    }
}

/// <summary>One request to the API.</summary>
/// <param name="Method">As in HTTP.</param>
/// <param name="Path">Below the prefix, with its query: <c>/users?limit=10</c>.</param>
internal sealed record ApiQuestion(string Method, string Path)
{
    public const string Json = "application/json";

    public byte[]? Body { get; private init; }

    public string ContentType { get; private init; } = Json;

    /// <summary>The version that must still be there.</summary>
    public string? IfMatch { get; init; }

    public string? Token { get; init; }

    /// <summary>Where the person sits who asks; guessing is counted by it.</summary>
    public IPAddress? From { get; init; }

    /// <summary>What the person's browser says it is; a log-in keeps it.</summary>
    public string? Agent { get; init; }

    public ApiQuestion With(JsonNode? body) =>
        body is null ? this : this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options) };

    public ApiQuestion With(string text, string contentType) =>
        this with { Body = Encoding.UTF8.GetBytes(text), ContentType = contentType };

    /// <summary>Prints no token and no body, which may hold a secret.</summary>
    public override string ToString() => $"{Method} {Path}";
}
