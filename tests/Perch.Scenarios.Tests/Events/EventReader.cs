using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Events;

/// <summary>An event as it came over the stream.</summary>
public sealed record StreamedEvent(string? Id, string Type, JsonNode Envelope)
{
    public JsonNode Data => Envelope["data"]!;
}

/// <summary>A program that listens to the event stream, as the standard for server-sent events says.</summary>
public sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;
    private string? _type;
    private string? _data;

    private EventReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    /// <summary>Where to resume.</summary>
    public string? LastId { get; private set; }

    /// <summary>Returns when the server has said where the listener stands.</summary>
    public static async Task<EventReader> ListenAsync(AdminApi api, string? after = null, string types = "")
    {
        var response = await api.SendAsync(HttpMethod.Get, $"/events?types={types}", request =>
        {
            if (after is not null)
            {
                request.Headers.Add("Last-Event-ID", after);
            }
        });
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var reader = new EventReader(response, new(await response.Content.ReadAsStreamAsync()));
        Assert.StartsWith("retry:", await reader.LineAsync(), StringComparison.Ordinal);

        if (after is null)
        {
            while (reader.LastId is null)
            {
                reader.Take(await reader.LineAsync());
            }
        }

        return reader;
    }

    public async Task<StreamedEvent> NextAsync()
    {
        while (true)
        {
            if (Take(await LineAsync()) is { } happened)
            {
                return happened;
            }
        }
    }

    public async Task<IReadOnlyList<StreamedEvent>> NextAsync(int count)
    {
        var events = new List<StreamedEvent>(count);

        while (events.Count < count)
        {
            events.Add(await NextAsync());
        }

        return events;
    }

    /// <summary>Skips what the test does not ask for.</summary>
    public async Task<StreamedEvent> NextAsync(string type)
    {
        while (true)
        {
            if (await NextAsync() is { } happened && happened.Type == type)
            {
                return happened;
            }
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private StreamedEvent? Take(string line)
    {
        if (line.Length > 0)
        {
            _ = line.Split(": ", 2) switch
            {
                ["id", var id] => LastId = id,
                ["event", var type] => _type = type,
                ["data", var data] => _data = data,
                _ => null,
            };
            return null;
        }

        var happened = _data is null ? null : new StreamedEvent(LastId, _type!, JsonNode.Parse(_data)!);
        (_type, _data) = (null, null);
        return happened;
    }

    private async Task<string> LineAsync() =>
        await _lines.ReadLineAsync().WaitAsync(Patience) ?? throw new EndOfStreamException();
}
