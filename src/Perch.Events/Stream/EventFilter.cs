using System.Collections.Frozen;

namespace Perch.Events;

/// <summary>Which types of events somebody wants; a type may end in <c>.*</c> for all of its kind.</summary>
internal sealed class EventFilter
{
    public const int MostTypes = 32;

    private readonly FrozenSet<string> _types;
    private readonly string[] _kinds;

    private EventFilter(IReadOnlyList<string> types)
    {
        Types = types;
        _types = types.Where(type => !IsKind(type)).ToFrozenSet(StringComparer.Ordinal);
        _kinds = [.. types.Where(IsKind).Select(type => type[..^1])];
    }

    public static EventFilter Everything { get; } = new([]);

    public IReadOnlyList<string> Types { get; }

    /// <summary>Null where one of them is no name of an event. None: everything.</summary>
    public static EventFilter? Parse(IReadOnlyList<string> types) =>
        types.Count <= MostTypes && types.All(IsName) ? new(types) : null;

    public bool Wants(string type) =>
        Types.Count == 0 || _types.Contains(type) || Array.Exists(_kinds, kind => type.StartsWith(kind, StringComparison.Ordinal));

    private static bool IsKind(string type) => type.EndsWith(".*", StringComparison.Ordinal);

    // Types that do not exist yet may be asked for: a program may be newer than the server.
    private static bool IsName(string type) => type.Length is > 2 and <= 64
        && type.Contains('.', StringComparison.Ordinal)
        && (IsKind(type) ? type[..^2] : type).All(letter => char.IsAsciiLetterLower(letter) || letter is '.' or '_');
}
