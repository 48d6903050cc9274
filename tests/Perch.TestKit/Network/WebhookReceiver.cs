using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Perch.TestKit.Network;

/// <summary>One request that a webhook brought.</summary>
public sealed record Delivery(string Id, string Timestamp, string Signature, string Body)
{
    public JsonNode Event => JsonNode.Parse(Body)!;

    public string Type => (string)Event["type"]!;

    /// <summary>As any library for Standard Webhooks checks it.</summary>
    public bool IsSignedBy(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));

        return Signature == "v1," + Convert.ToBase64String(signed);
    }
}

/// <summary>A program of a customer's that takes webhooks: a real web server that answers, fails or hangs as told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>As a status: no answer at all.</summary>
    public const int Hang = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What it answers from now on.</summary>
    public int Answers { get; set; } = 200;

    /// <summary>What it answers to some types of events, whatever it answers to others.</summary>
    public ConcurrentDictionary<string, int> AnswersTo { get; } = new();

    public int Port => Url.Port;

    public Uri Url => new(new(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First()), "/hook");

    /// <param name="port">The same as before, where it comes back.</param>
    public static async Task<WebhookReceiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();

        return receiver;
    }

    public async Task<Delivery> NextAsync() => await FirstAsync().WaitAsync(Patience);

    /// <summary>As <see cref="NextAsync"/>, however long it takes.</summary>
    public Task<Delivery> FirstAsync() => _deliveries.Reader.ReadAsync().AsTask();

    /// <summary>Nothing has come that the test did not take.</summary>
    public bool IsEmpty => !_deliveries.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        var delivery = new Delivery(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(), body);
        var answer = AnswersTo.GetValueOrDefault(delivery.Type, Answers);
        _deliveries.Writer.TryWrite(delivery);

        if (answer == Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = answer;
        await context.Response.WriteAsync(answer.ToString(CultureInfo.InvariantCulture));
    }
}
