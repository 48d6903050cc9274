using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace Perch.Server.Observing;

/// <summary>
/// One line for each event, whatever is in it: text from the wire can neither begin a line of its own nor steer the
/// terminal that shows it.
/// </summary>
internal sealed class OneLineFormatter : ITextFormatter
{
    private const int WordWidth = 6;

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ ", CultureInfo.InvariantCulture));
        output.Write(LogParts.Word(logEvent.Level).PadRight(WordWidth));
        WriteSource(logEvent, output);
        WriteOnOneLine(LogParts.Message(logEvent), output);

        if (logEvent.Exception is { } exception)
        {
            output.Write(" | ");
            WriteOnOneLine(exception.ToString(), output);
        }

        output.WriteLine();
    }

    private static void WriteSource(LogEvent logEvent, TextWriter output)
    {
        if (LogParts.Source(logEvent) is { } name)
        {
            output.Write(name[(name.LastIndexOf('.') + 1)..]);
            output.Write(": ");
        }
    }

    private static void WriteOnOneLine(string text, TextWriter output)
    {
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '\r':
                    break;
                case '\n':
                    output.Write("\\n");
                    break;
                case var control when char.IsControl(control):
                    output.Write('?');
                    break;
                default:
                    output.Write(letter);
                    break;
            }
        }
    }
}
