namespace Perch.Phone;

/// <summary>Where <c>perch phone</c> reads and writes.</summary>
/// <param name="In">Commands, one a line.</param>
/// <param name="Out">What happens.</param>
/// <param name="Error">What went wrong.</param>
public sealed record PhoneConsole(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>Waits for a key; null where the input is a pipe, which is read line by line.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Characters of a line; only used with <see cref="ReadKey"/>.</summary>
    public int Width { get; init; } = UsualWidth;

    private const int UsualWidth = 80;

    /// <summary>The process's own console.</summary>
    public static PhoneConsole OfProcess()
    {
        var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;

        return new(Console.In, Console.Out, Console.Error)
        {
            ReadKey = isTerminal ? () => Console.ReadKey(intercept: true) : null,

            // A terminal that does not know its width says 0.
            Width = isTerminal && Console.WindowWidth >= 20 ? Console.WindowWidth : UsualWidth,
        };
    }
}
