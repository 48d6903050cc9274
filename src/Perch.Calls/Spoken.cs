using System.Globalization;

namespace Perch.Calls;

/// <summary>What is said piece by piece, as the prompts that say it.</summary>
public static class Spoken
{
    private const int LastWithAWordOfItsOwn = 20;
    private const int LastSpokenAsANumber = 99;

    /// <summary>A count: "seven", "twenty one"; a hundred and more digit by digit.</summary>
    public static IReadOnlyList<Prompt> Number(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        if (count > LastSpokenAsANumber)
        {
            return Letters(count.ToString(CultureInfo.InvariantCulture));
        }

        return count <= LastWithAWordOfItsOwn || count % 10 == 0
            ? [new Prompt($"number-{count}")]
            : [new Prompt($"number-{count - (count % 10)}"), new Prompt($"number-{count % 10}")];
    }

    /// <summary>Digit by digit, letters by their names; what has no name, such as a space or a dash, is left out.</summary>
    public static IReadOnlyList<Prompt> Letters(string text) =>
        [.. text.Where(char.IsAsciiLetterOrDigit).Select(letter => new Prompt(
            char.IsAsciiDigit(letter) ? $"digit-{letter}" : $"letter-{char.ToLowerInvariant(letter)}"))];

    /// <summary>A person without a recorded name: "extension two zero four".</summary>
    public static IReadOnlyList<Prompt> Extension(string extension) =>
        [new Prompt("extension"), .. Letters(extension)];
}
