using System.Buffers.Text;
using System.Text.Json;

namespace Perch.Api;

/// <summary>Where a page ended: the sort, and the key and id of its last item. Opaque to callers.</summary>
internal sealed record Cursor(string Sort, string Key, Guid Id)
{
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { Sort, Key, Id.ToString() }));

    public static Cursor? Decode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is [{ } sort, { } key, { } id]
                && Guid.TryParseExact(id, "D", out var guid)
                    ? new Cursor(sort, key, guid)
                    : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
