namespace Perch.Directory;

/// <summary>Why a PIN is refused.</summary>
public enum PinFault
{
    NotDigits,
    TooShort,
    TooLong,

    /// <summary>One digit, or one group of digits, over and over: 0000, 1212, 123123.</summary>
    Repeats,

    /// <summary>Each digit one more, or one less, than the one before: 1234, 9876, 8901.</summary>
    Run,

    /// <summary>The user's own hot desk id.</summary>
    OwnId,

    /// <summary>The user's own extension.</summary>
    OwnExtension,
}

/// <summary>Which PINs are too easy to guess or cannot be dialled.</summary>
public static class PinRules
{
    /// <summary>Null when the PIN may be used.</summary>
    public static PinFault? Check(string pin, string? hotDeskId, string? extension)
    {
        if (pin.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return PinFault.NotDigits;
        }

        return pin switch
        {
            { Length: < DirectoryLimits.PinMinDigits } => PinFault.TooShort,
            { Length: > DirectoryLimits.PinMaxDigits } => PinFault.TooLong,
            _ when pin == hotDeskId => PinFault.OwnId,
            _ when pin == extension => PinFault.OwnExtension,
            _ when Repeats(pin) => PinFault.Repeats,
            _ when Runs(pin, 1) || Runs(pin, 9) => PinFault.Run,
            _ => null,
        };
    }

    /// <summary>A sentence for a person.</summary>
    public static string Explain(PinFault fault) => fault switch
    {
        PinFault.NotDigits => "may hold only the digits 0 to 9",
        PinFault.TooShort => $"must have at least {DirectoryLimits.PinMinDigits} digits",
        PinFault.TooLong => $"may have at most {DirectoryLimits.PinMaxDigits} digits",
        PinFault.Repeats => "is too easy to guess: it repeats itself",
        PinFault.Run => "is too easy to guess: its digits follow one another",
        PinFault.OwnId => "is too easy to guess: it is the hot desk id",
        PinFault.OwnExtension => "is too easy to guess: it is the extension",
    };

    private static bool Repeats(string pin)
    {
        for (var period = 1; period <= pin.Length / 2; period++)
        {
            if (pin.Length % period == 0 && pin.AsSpan(period).SequenceEqual(pin.AsSpan(0, pin.Length - period)))
            {
                return true;
            }
        }

        return false;
    }

    // Modulo 10, so that 7890 is a run as it is on the dial pad.
    private static bool Runs(string pin, int step) =>
        Enumerable.Range(1, pin.Length - 1).All(i => (pin[i] - pin[i - 1] + 10) % 10 == step);
}
