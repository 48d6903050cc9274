using System.Text.Json;
using System.Text.RegularExpressions;

namespace Perch.Scenarios.Tests.Documents;

/// <summary>Whether what came is what a page shows, where … stands for anything that is left out.</summary>
internal static partial class ShownAnswer
{
    private const string Anything = "…";

    /// <summary>Null, or where they differ.</summary>
    public static string? Difference(string shown, string came)
    {
        if (TryReadAll(shown) is not { } expected)
        {
            return OfText(shown, came);
        }

        if (TryReadAll(came) is not { } actual || actual.Count != expected.Count)
        {
            return "not as many JSON values as shown";
        }

        return expected.Zip(actual).Select((pair, at) => Of(pair.First, pair.Second, $"value {at + 1}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? OfText(string shown, string came)
    {
        var (expected, actual) = (shown.TrimEnd().Split('\n'), came.TrimEnd().Split('\n'));

        return expected.Length != actual.Length
            ? $"{actual.Length} lines for {expected.Length}"
            : expected.Zip(actual).Where(pair => !Fits(pair.First.TrimEnd(), pair.Second.TrimEnd()))
                .Select(pair => $"\"{pair.Second}\" for \"{pair.First}\"").FirstOrDefault();
    }

    private static string? Of(JsonElement shown, JsonElement came, string where) => shown.ValueKind switch
    {
        JsonValueKind.Object when came.ValueKind is JsonValueKind.Object => OfObject(shown, came, where),
        JsonValueKind.Array when came.ValueKind is JsonValueKind.Array => OfArray(shown, came, where),
        JsonValueKind.String when came.ValueKind is JsonValueKind.String && Fits(shown.GetString()!, came.GetString()!) => null,
        _ => JsonElement.DeepEquals(shown, came) ? null : $"{where}: {came.GetRawText()} for {shown.GetRawText()}",
    };

    private static string? OfObject(JsonElement shown, JsonElement came, string where)
    {
        var names = shown.EnumerateObject().Select(member => member.Name).ToList();

        if (!names.Contains(Anything)
            && came.EnumerateObject().FirstOrDefault(member => !names.Contains(member.Name)) is { Value.ValueKind: > 0 } more)
        {
            return $"{where}: {more.Name} is not shown";
        }

        return shown.EnumerateObject().Where(member => member.Name != Anything)
            .Select(member => came.TryGetProperty(member.Name, out var value)
                ? Of(member.Value, value, $"{where}.{member.Name}")
                : $"{where}: {member.Name} is missing")
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? OfArray(JsonElement shown, JsonElement came, string where)
    {
        var expected = shown.EnumerateArray().ToList();
        var isOpen = expected is [.., { ValueKind: JsonValueKind.String } last] && last.GetString() == Anything;

        if (isOpen)
        {
            expected.RemoveAt(expected.Count - 1);
        }

        var actual = came.EnumerateArray().ToList();

        return actual.Count < expected.Count || (!isOpen && actual.Count > expected.Count)
            ? $"{where}: {actual.Count} items"
            : expected.Zip(actual).Select((pair, at) => Of(pair.First, pair.Second, $"{where}[{at}]"))
                .FirstOrDefault(difference => difference is not null);
    }

    // An id or a time that is shown whole is an example, and any other will do.
    private static bool Fits(string shown, string came) =>
        (Example().IsMatch(shown) && Example().IsMatch(came))
        || Regex.IsMatch(came, "^" + Regex.Escape(shown.Replace("019a…", Anything)).Replace(Anything, ".*") + "$", RegexOptions.Singleline);

    private static List<JsonElement>? TryReadAll(string text)
    {
        try
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
            var values = new List<JsonElement>();

            while (reader.Read())
            {
                values.Add(JsonElement.ParseValue(ref reader));
            }

            return values;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^([0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[0-9:.]+Z)$")]
    private static partial Regex Example();
}
