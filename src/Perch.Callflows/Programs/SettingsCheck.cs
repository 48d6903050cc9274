using System.Text.Json;

namespace Perch.Callflows;

/// <summary>Checks a step's settings before they are saved, field by field, and refuses what nobody reads.</summary>
internal sealed class SettingsCheck
{
    private readonly Dictionary<string, JsonElement> _unread;
    private readonly Dictionary<string, string> _wrong = [];

    public SettingsCheck(JsonElement data) =>
        _unread = data.ValueKind is JsonValueKind.Object
            ? data.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];

    /// <summary>An id that must be there, of something that must exist.</summary>
    public SettingsCheck Id(string name, Predicate<Guid> exists)
    {
        Note(name, Take(name) switch
        {
            null => "is missing",
            { ValueKind: JsonValueKind.String } value when value.TryGetGuid(out var id) =>
                exists(id) ? null : "is not in this account",
            _ => "must be an id",
        });
        return this;
    }

    /// <summary>A text that must be there and be known.</summary>
    public SettingsCheck Text(string name, Predicate<string> exists, string otherwise)
    {
        Note(name, Take(name) switch
        {
            null => "is missing",
            { ValueKind: JsonValueKind.String } value => exists(value.GetString()!) ? null : otherwise,
            _ => "must be text",
        });
        return this;
    }

    /// <summary>Seconds, which may be left out.</summary>
    public SettingsCheck Timeout()
    {
        const int Max = CallflowLimits.MaxRingSeconds;
        var given = Take(ProgramSettings.Timeout);
        var right = given is null or { ValueKind: JsonValueKind.Null }
            || (given is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var seconds)
                && seconds is >= 1 and <= Max);

        Note(ProgramSettings.Timeout, right ? null : $"must be 1 to {Max} seconds");
        return this;
    }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Done()
    {
        foreach (var name in _unread.Keys)
        {
            Note(name, "is not a setting of this program");
        }

        return _wrong;
    }

    private JsonElement? Take(string name) => _unread.Remove(name, out var value) ? value : null;

    private void Note(string name, string? wrong)
    {
        if (wrong is not null)
        {
            _wrong[name] = wrong;
        }
    }
}
