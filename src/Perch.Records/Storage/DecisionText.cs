using System.Buffers;
using System.Text;
using System.Text.Json;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>
/// The decisions of a call in one column: an array of arrays of name, milliseconds since the start, device, user, text
/// and since when, with what is missing at the end left out. A name that this version does not know is passed over.
/// </summary>
internal static class DecisionText
{
    public static string Write(IReadOnlyList<Decision> decisions, DateTimeOffset start)
    {
        var buffer = new ArrayBufferWriter<byte>();

        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();

            foreach (var decision in decisions)
            {
                Write(json, decision, start);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<Decision> Read(string text, DateTimeOffset start)
    {
        using var json = JsonDocument.Parse(text);
        var decisions = new List<Decision>();

        foreach (var entry in json.RootElement.EnumerateArray())
        {
            if (Enum.TryParse(entry[0].GetString(), out Why what))
            {
                decisions.Add(new(what)
                {
                    At = start.AddMilliseconds(entry[1].GetInt64()),
                    Device = IdAt(entry, 2) is { } device ? new(device) : null,
                    User = IdAt(entry, 3) is { } user ? new(user) : null,
                    Text = Member(entry, 4)?.GetString(),
                    Since = Member(entry, 5) is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since.GetInt64()) : null,
                });
            }
        }

        return decisions;
    }

    private static void Write(Utf8JsonWriter json, in Decision decision, DateTimeOffset start)
    {
        var members = decision switch
        {
            { Since: not null } => 6,
            { Text: not null } => 5,
            { User: not null } => 4,
            { Device: not null } => 3,
            _ => 2,
        };
        json.WriteStartArray();
        json.WriteStringValue(decision.What.ToString());
        json.WriteNumberValue((long)(decision.At - start).TotalMilliseconds);

        if (members > 2)
        {
            WriteId(json, decision.Device?.Value);
        }

        if (members > 3)
        {
            WriteId(json, decision.User?.Value);
        }

        if (members > 4)
        {
            json.WriteStringValue(decision.Text);
        }

        if (members > 5)
        {
            json.WriteNumberValue(decision.Since!.Value.ToUnixTimeMilliseconds());
        }

        json.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter json, Guid? id)
    {
        if (id is { } given)
        {
            json.WriteStringValue(given);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static Guid? IdAt(JsonElement entry, int place) => Member(entry, place)?.GetGuid();

    private static JsonElement? Member(JsonElement entry, int place) =>
        entry.GetArrayLength() > place && entry[place].ValueKind != JsonValueKind.Null ? entry[place] : null;
}
