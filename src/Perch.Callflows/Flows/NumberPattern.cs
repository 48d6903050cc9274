using System.Text.RegularExpressions;

namespace Perch.Callflows;

/// <summary>A regular expression for whole numbers; its first group is what the program gets as the rest.</summary>
internal sealed record NumberPattern
{
    private readonly Regex _whole;

    private NumberPattern(string text, Regex whole) => (Text, _whole) = (text, whole);

    /// <summary>As the administrator wrote it.</summary>
    public string Text { get; }

    /// <summary>Null for what is not a regular expression that always ends quickly.</summary>
    public static NumberPattern? Parse(string text)
    {
        if (PatternSize.Of(text) is not <= CallflowLimits.MaxPatternSize)
        {
            return null;
        }

        try
        {
            // No backtracking: a pattern can be slow by accident, and everybody dials through it.
            return new(text, new Regex(
                $"^(?:{text})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public Match Match(string dialled) => _whole.Match(dialled);
}
