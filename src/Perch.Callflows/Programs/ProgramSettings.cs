using System.Text.Json;

namespace Perch.Callflows;

/// <summary>Reads a step's settings while a call runs; what is missing or wrong by now is null.</summary>
internal static class ProgramSettings
{
    public const string Timeout = "timeout";

    /// <summary>A user rings this long, unless a callflow says otherwise.</summary>
    public static readonly TimeSpan DefaultRinging = TimeSpan.FromSeconds(20);

    public static Guid? Id(this JsonElement data, string name) =>
        Member(data, name) is { ValueKind: JsonValueKind.String } value && value.TryGetGuid(out var id) ? id : null;

    public static string? Text(this JsonElement data, string name) =>
        Member(data, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static TimeSpan Ringing(this JsonElement data) =>
        Member(data, Timeout) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, CallflowLimits.MaxRingSeconds))
            : DefaultRinging;

    private static JsonElement? Member(JsonElement data, string name) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value : null;
}
