namespace Perch.Directory;

/// <summary>Collects what is wrong with a draft, field by field, in the words of the API.</summary>
internal sealed class FieldChecks
{
    private readonly List<FieldProblem> _problems = [];

    public bool IsClean => _problems.Count == 0;

    public IReadOnlyList<FieldProblem> Problems => _problems;

    public void Wrong(string field, string reason) => _problems.Add(new FieldProblem(field, reason));

    public void Taken(string field, string by) =>
        _problems.Add(new FieldProblem(field, $"is taken by {by}", Conflict: true));

    public void Conflict(string field, string reason) => _problems.Add(new FieldProblem(field, reason, Conflict: true));

    public ChangeOutcome<T> Refuse<T>() => new ChangeOutcome<T>.Refused(_problems);

    /// <summary>One line of text; null is fine.</summary>
    public void Text(string field, string? text, int atMost = DirectoryLimits.TextMaxLength)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > atMost)
        {
            Wrong(field, $"may have at most {atMost} characters");
        }
        else if (text.Length == 0 || text != text.Trim())
        {
            Wrong(field, "may not be empty, nor begin or end with a space");
        }
        else if (text.Any(char.IsControl))
        {
            Wrong(field, "may not hold control characters");
        }
    }

    public void Required(string field, string text, int atMost = DirectoryLimits.TextMaxLength)
    {
        if (text.Length == 0)
        {
            Wrong(field, "is required");
        }
        else
        {
            Text(field, text, atMost);
        }
    }

    /// <summary>Only digits; null is fine.</summary>
    public void Digits(string field, string? digits, int atMost)
    {
        if (digits is not null && (digits.Length == 0 || digits.Length > atMost || !digits.All(char.IsAsciiDigit)))
        {
            Wrong(field, $"must be 1 to {atMost} digits");
        }
    }

    /// <summary>ISO 3166-1 alpha-2; null is fine.</summary>
    public void Country(string field, string? country)
    {
        if (country is not null && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            Wrong(field, "must be a country code of two capital letters, such as DE");
        }
    }

    /// <summary>Null is fine.</summary>
    public void TimeZone(string field, string? timeZone)
    {
        // Known even where the machine has no time zone database.
        if (timeZone is not (null or "Etc/UTC") && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            Wrong(field, "must be a time zone such as Europe/Berlin");
        }
    }

    /// <summary>BCP 47: a language, perhaps a script, perhaps a region; null is fine.</summary>
    public void Language(string field, string? language)
    {
        if (language is not null && !LanguageTag.IsWellFormed(language))
        {
            Wrong(field, "must be a language tag such as en-US");
        }
    }

    public void Range(string field, double? value, double from, double to)
    {
        if (value is { } number && !(number >= from && number <= to))
        {
            Wrong(field, $"must be from {from} to {to}");
        }
    }
}
