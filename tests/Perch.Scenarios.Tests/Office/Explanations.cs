using System.Net;
using System.Text.Json.Nodes;

namespace Perch.Scenarios.Tests.Office;

/// <summary>Asks the office why its calls went as they did.</summary>
public static class Explanations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The record of the call that dialled this, once it is written: records follow their calls.</summary>
    public static async Task<JsonNode> RecordAsync(this Pbx pbx, string dialled)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (true)
        {
            if (await pbx.Api.ListAsync($"/call-records?dialled={Uri.EscapeDataString(dialled)}") is [var record])
            {
                return record;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until nothing is there any more.</summary>
    public static async Task UntilGoneAsync(this AdminApi api, string path)
    {
        using var patience = new CancellationTokenSource(Patience);

        while ((await api.TryGetAsync(path)).Status != HttpStatusCode.NotFound)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The sentences of a call, by its id or SIP Call-ID.</summary>
    public static async Task<IReadOnlyList<string>> ExplainAsync(this AdminApi api, object call) =>
        [.. (await api.GetAsync($"/calls/{Uri.EscapeDataString($"{call}")}/explanation"))["decisions"]!.AsArray()
            .Select(decision => (string)decision!["text"]!)];

    /// <summary>The names of the decisions about a phone.</summary>
    public static async Task<IReadOnlyList<string>> WhysAsync(this AdminApi api, object call, Telephone? about = null) =>
        [.. (await api.GetAsync($"/calls/{call}/explanation"))["decisions"]!.AsArray()
            .Where(decision => about is null || (string?)decision!["deviceId"] == $"{about.Id}")
            .Select(decision => (string)decision!["why"]!)];
}
