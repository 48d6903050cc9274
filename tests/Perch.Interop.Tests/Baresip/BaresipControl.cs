using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Perch.Interop.Tests;

/// <summary>What baresip tells of itself, such as CALL_INCOMING.</summary>
internal sealed record BaresipEvent(string Type, string Peer, string Parameter);

/// <summary>The remote control of a baresip: JSON in netstrings over TCP (its module ctrl_tcp).</summary>
internal sealed class BaresipControl : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly List<BaresipEvent> _events = [];
    private readonly Task _reading;

    private BaresipControl(TcpClient client)
    {
        _client = client;
        _reading = Task.Run(ReadAllAsync);
    }

    /// <summary>Everything told so far, oldest first.</summary>
    public IReadOnlyList<BaresipEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    public static async Task<BaresipControl> ConnectAsync(IPEndPoint address)
    {
        TcpClient? client = null;
        await Until.TrueAsync(() => TryConnect(address, out client), TimeSpan.FromSeconds(10), () => $"baresip at {address}");

        return new BaresipControl(client!);
    }

    public async Task SendAsync(string command, string parameters = "")
    {
        var json = JsonSerializer.Serialize(new { command, @params = parameters, token = "test" });
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(json)}:{json},"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _reading;
    }

    private static bool TryConnect(IPEndPoint address, out TcpClient client)
    {
        client = new TcpClient();

        try
        {
            client.Connect(address);
            return true;
        }
        catch (SocketException)
        {
            client.Dispose();
            return false;
        }
    }

    private async Task ReadAllAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8);

        try
        {
            while (await ReadOneAsync(reader) is { } json)
            {
                Note(json);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The telephone was switched off.
        }
    }

    private static async Task<string?> ReadOneAsync(StreamReader reader)
    {
        var length = 0;
        var one = new char[1];

        while (await reader.ReadBlockAsync(one, 0, 1) == 1)
        {
            if (one[0] == ':')
            {
                // The comma behind it belongs to the netstring.
                var text = new char[length + 1];

                return await reader.ReadBlockAsync(text, 0, text.Length) == text.Length ? new string(text, 0, length) : null;
            }

            length = (length * 10) + (one[0] - '0');
        }

        return null;
    }

    private void Note(string json)
    {
        using var document = JsonDocument.Parse(json);
        var message = document.RootElement;

        if (message.TryGetProperty("event", out _))
        {
            lock (_events)
            {
                _events.Add(new BaresipEvent(Text(message, "type"), Text(message, "peeruri"), Text(message, "param")));
            }
        }
    }

    private static string Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
