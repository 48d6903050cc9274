using System.Globalization;
using System.Net.Http.Headers;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Sends one delivery and says what came of it; never throws for what a receiver does.</summary>
internal sealed class WebhookSender : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public WebhookSender(WebhookTargets targets, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect is an answer like any other that is not 2xx: it could lead anywhere.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 32,
            ConnectCallback = targets.ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<DeliveryResult> SendAsync(
        WebhookAddress webhook, string id, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);

        try
        {
            using var request = Request(webhook, id, body);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new(status, Error: null)
                : new(status, string.Create(CultureInfo.InvariantCulture, $"answered {status}"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(Status: null, $"no answer within {Patience.TotalSeconds} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(Status: null, Reason(failure));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookAddress webhook, string id, ReadOnlyMemory<byte> body)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Perch", productVersion: null));
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.SignatureHeader, WebhookSignature.Sign(webhook.Secret, id, timestamp, body.Span));
        return request;
    }

    // In our words: the library's may quote what a foreign server said.
    private static string Reason(Exception failure) => failure switch
    {
        HttpRequestException { InnerException: WebhookTargetException } => "leads to this machine or its link",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no trustworthy TLS",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "nobody listens there",
        _ => "the connection broke",
    };
}

/// <summary>Where to send, and the secret that signs.</summary>
internal sealed record WebhookAddress(string Url, Secret Secret);

/// <summary>What came of one try.</summary>
/// <param name="Status">The HTTP status; null where no answer came.</param>
/// <param name="Error">Why it does not count as delivered; null where it does.</param>
internal sealed record DeliveryResult(int? Status, string? Error)
{
    public bool IsDelivered => Error is null;

    /// <summary>It does not want this, rather than that it cannot now: 408, 425 and 429 ask to come again.</summary>
    public bool IsRefused => Status is >= 400 and < 500 and not (408 or 425 or 429);
}
