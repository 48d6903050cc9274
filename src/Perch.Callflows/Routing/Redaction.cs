namespace Perch.Callflows;

/// <summary>Keeps PINs that people dial out of records, events, traces and logs.</summary>
internal static class Redaction
{
    private const char Hidden = '…';

    // A star code of our own has two digits; what follows might be an ID and a PIN.
    private const int DigitsOfAStarCode = 2;

    /// <summary>What was dialled before the part that is nobody's business.</summary>
    public static string Hide(string before) => before + Hidden;

    /// <summary>
    /// For what no code claims: somebody may have dialled a code that is off, or forgotten its first key, with
    /// their PIN behind it.
    /// </summary>
    public static string Mask(string dialled)
    {
        var shown = IsKey(dialled, 0)
            ? 1 + dialled.Skip(1).Take(DigitsOfAStarCode).TakeWhile(char.IsAsciiDigit).Count()
            : dialled.AsSpan().IndexOfAny('*', '#');

        return shown < 0 || shown >= dialled.Length ? dialled : Hide(dialled[..shown]);
    }

    private static bool IsKey(string dialled, int at) => at < dialled.Length && dialled[at] is '*' or '#';
}
