using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>An event as everybody gets it: written once, then only copied.</summary>
internal sealed class EventFrame
{
    private readonly byte[] _bytes;
    private readonly int _envelopeAt;
    private readonly int _envelopeLength;

    private EventFrame(OutboxRow row, byte[] bytes, int envelopeAt, int envelopeLength)
    {
        Id = row.Id;
        Account = new AccountId(row.AccountId);
        Type = row.Type;
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.At);
        (_bytes, _envelopeAt, _envelopeLength) = (bytes, envelopeAt, envelopeLength);
    }

    public long Id { get; }

    public AccountId Account { get; }

    public string Type { get; }

    public DateTimeOffset At { get; }

    /// <summary>As the stream carries it: <c>id:</c>, <c>event:</c>, <c>data:</c> and an empty line.</summary>
    public ReadOnlyMemory<byte> OnTheStream => _bytes;

    /// <summary>The JSON alone, as webhooks send it.</summary>
    public ReadOnlyMemory<byte> Envelope => _bytes.AsMemory(_envelopeAt, _envelopeLength);

    public static EventFrame Of(OutboxRow row)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + row.Data.Length);
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {row.Id}\nevent: {row.Type}\ndata: "), buffer);
        var envelopeAt = buffer.WrittenCount;
        WriteEnvelope(buffer, row);
        var envelopeLength = buffer.WrittenCount - envelopeAt;
        buffer.Write("\n\n"u8);
        return new(row, buffer.WrittenSpan.ToArray(), envelopeAt, envelopeLength);
    }

    // JSON that is not indented holds no line break, so that one data line carries it.
    private static void WriteEnvelope(ArrayBufferWriter<byte> buffer, OutboxRow row)
    {
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("id", row.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("type", row.Type);
        json.WritePropertyName("at");
        JsonSerializer.Serialize(json, DateTimeOffset.FromUnixTimeMilliseconds(row.At), ApiJson.Options);
        json.WriteString("accountId", row.AccountId);
        json.WriteString("actor", row.Actor);
        json.WritePropertyName("data");
        json.WriteRawValue(row.Data);
        json.WriteEndObject();
    }
}
