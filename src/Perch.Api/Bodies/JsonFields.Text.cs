using System.Text.Json;

namespace Perch.Api;

public partial class JsonFields
{
    /// <summary>One line of text, trimmed; missing, null and empty are errors.</summary>
    public string RequiredText(string name, string current, int max) =>
        Required(name, current, value => ReadText(name, value, max) switch
        {
            null => current,
            "" => Wrong(name, "must not be empty", current),
            var text => text,
        });

    /// <summary>One line of text, trimmed; null and empty clear it.</summary>
    public string? Text(string name, string? current, int max) =>
        Optional(name, current, null, value => ReadText(name, value, max) switch
        {
            null => current,
            "" => null,
            var text => text,
        });

    /// <summary>As <see cref="Text(string, string?, int)"/>, and the text must pass <paramref name="valid"/>.</summary>
    /// <param name="rule">Reads on from the name: <c>must be 2 to 15 digits</c>.</param>
    public string? Text(string name, string? current, int max, Predicate<string> valid, string rule)
    {
        var text = Text(name, current, max);
        return text is null || text == current || valid(text) ? text : Wrong(name, rule, current);
    }

    /// <summary>As <see cref="RequiredText(string, string, int)"/>, and the text must pass <paramref name="valid"/>.</summary>
    public string RequiredText(string name, string current, int max, Predicate<string> valid, string rule)
    {
        var text = RequiredText(name, current, max);
        return text == current || valid(text) ? text : Wrong(name, rule, current);
    }

    /// <summary>Write-only text, taken as it is; null where the request brings none.</summary>
    /// <returns>Null when absent or null; <see cref="Has"/> tells the two apart.</returns>
    public string? Secret(string name, int min, int max) =>
        Optional<string?>(name, null, null, value => ReadString(name, value) switch
        {
            null => null,
            var text when text.Length < min || text.Length > max =>
                Wrong<string?>(name, $"must have {min} to {max} characters", null),
            var text when text.Any(char.IsControl) => Wrong<string?>(name, "must not hold control characters", null),
            var text => text,
        });

    /// <summary>One of the names of an enum (<see cref="WireNames"/>); null falls back.</summary>
    public TEnum Choice<TEnum>(string name, TEnum current, TEnum whenCleared)
        where TEnum : struct, Enum =>
        Optional(name, current, whenCleared, value => ReadChoice(name, value, current));

    /// <summary>One of the names of an enum, or null for "not said here".</summary>
    public TEnum? Choice<TEnum>(string name, TEnum? current)
        where TEnum : struct, Enum =>
        Optional(name, current, null, value => ReadChoice<TEnum>(name, value, null));

    /// <summary>The id of another object, or null for none. Whether it exists in the account is a rule, not syntax.</summary>
    public Guid? Id(string name, Guid? current) =>
        Optional(name, current, null, value => ReadId(name, value) ?? current);

    /// <summary>The id of another object, which must be given.</summary>
    public Guid RequiredId(string name, Guid current) =>
        Required(name, current, value => ReadId(name, value) ?? current);

    private TEnum ReadChoice<TEnum>(string name, JsonElement value, TEnum current)
        where TEnum : struct, Enum => ReadChoice<TEnum>(name, value, (TEnum?)current) ?? current;

    private TEnum? ReadChoice<TEnum>(string name, JsonElement value, TEnum? current)
        where TEnum : struct, Enum => ReadString(name, value) switch
        {
            null => current,
            var text when WireNames.TryRead(text, out TEnum choice) => choice,
            _ => Wrong(name, $"must be one of: {WireNames.Listed<TEnum>()}", current),
        };

    private Guid? ReadId(string name, JsonElement value) => ReadString(name, value) switch
    {
        null => null,
        var text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => Wrong<Guid?>(name, "must be an id", null),
    };

    private string? ReadText(string name, JsonElement value, int max)
    {
        var text = ReadString(name, value)?.Trim();

        if (text is null || (text.Length <= max && !text.Any(char.IsControl)))
        {
            return text;
        }

        var reason = text.Length > max ? $"must have at most {max} characters" : "must not hold control characters";
        return Wrong<string?>(name, reason, null);
    }

    private string? ReadString(string name, JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            return Wrong<string?>(name, "must be text", null);
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is well-formed JSON but no text.
            return Wrong<string?>(name, "must be valid Unicode text", null);
        }
    }
}
