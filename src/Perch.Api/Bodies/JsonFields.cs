using System.Text.Json;

namespace Perch.Api;

/// <summary>
/// Reads the fields of one JSON object and notes everything that is wrong with them, under dotted names.
/// Each read takes what holds now and answers what shall hold: the same value when the field is absent, what
/// a cleared field falls back to when it is null (RFC 7396), the given value otherwise. After an error the
/// value that holds now comes back, so that reading goes on and all errors are found at once.
/// </summary>
/// <remarks>A field that nobody reads is an error too: a misspelt name must not pass as a setting.</remarks>
public partial class JsonFields
{
    private readonly Source _source;
    private readonly string _prefix;
    private readonly bool _creating;
    private readonly Dictionary<string, JsonElement> _members;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readOnly = new(StringComparer.Ordinal);
    private readonly List<JsonFields> _nested = [];

    internal JsonFields(JsonElement? element, string prefix, bool creating, FieldErrors errors)
    {
        _source = element is null ? Source.Absent : Source.Given;
        _prefix = prefix;
        _creating = creating;
        Errors = errors;
        _members = element is { } given
            ? given.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
    }

    private JsonFields(Source source, string prefix, JsonFields parent)
        : this(null, prefix, parent._creating, parent.Errors) => _source = source;

    private enum Source
    {
        /// <summary>The object is not in the request: nothing in it changes.</summary>
        Absent,

        /// <summary>The object is null in the request: every field in it is cleared.</summary>
        Cleared,

        Given,
    }

    private enum Presence
    {
        Absent,
        Cleared,
        Given,
    }

    /// <summary>Whether every value is text, as in the cells of a table: then text that reads as a number is one.</summary>
    protected bool AsText { get; init; }

    /// <summary>Shared by the whole body; rules beyond syntax may add to it with <see cref="Reject"/>.</summary>
    public FieldErrors Errors { get; }

    /// <summary>The dotted names of all fields read so far that a request may set, here and in nested objects.</summary>
    public IEnumerable<string> Settable => _known.Except(_readOnly).Select(name => _prefix + name)
        .Concat(_nested.SelectMany(fields => fields.Settable)).Distinct();

    /// <summary>Whether the request says anything about the field, if only null.</summary>
    public bool Has(string name) => _source is Source.Cleared || _members.ContainsKey(name);

    /// <summary>Whether the request clears the field.</summary>
    public bool IsNull(string name) => _source is Source.Cleared
        || (_members.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Null);

    /// <summary>Notes an error of the field <paramref name="name"/> of this object.</summary>
    public void Reject(string name, string reason) => Errors.Add(_prefix + name, reason);

    /// <summary>Fields that answers show but requests cannot set; they are refused by that reason.</summary>
    public void ReadOnly(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _readOnly.Add(name);

            if (_known.Add(name) && _members.ContainsKey(name))
            {
                Reject(name, "cannot be set");
            }
        }
    }

    /// <summary>Adds an error for every field that nobody has read.</summary>
    internal void RejectUnknown()
    {
        foreach (var name in _members.Keys.Where(name => !_known.Contains(name)))
        {
            Reject(name, "is not a field");
        }

        _nested.ForEach(fields => fields.RejectUnknown());
    }

    private Presence Look(string name, out JsonElement value)
    {
        _known.Add(name);

        if (_source is Source.Cleared)
        {
            value = default;
            return Presence.Cleared;
        }

        if (!_members.TryGetValue(name, out value))
        {
            return Presence.Absent;
        }

        return value.ValueKind is JsonValueKind.Null ? Presence.Cleared : Presence.Given;
    }

    private T Required<T>(string name, T current, Func<JsonElement, T> read)
    {
        switch (Look(name, out var value))
        {
            case Presence.Given:
                return read(value);

            case Presence.Cleared:
                Reject(name, "must not be null");
                return current;

            default:
                if (_creating)
                {
                    Reject(name, "is missing");
                }

                return current;
        }
    }

    private T Optional<T>(string name, T current, T whenCleared, Func<JsonElement, T> read) =>
        Look(name, out var value) switch
        {
            Presence.Given => read(value),
            Presence.Cleared => whenCleared,
            Presence.Absent => current,
        };

    private T Wrong<T>(string name, string reason, T current)
    {
        Reject(name, reason);
        return current;
    }
}
