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
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ ", CultureInfo.InvariantCulture));
        output.Write(Word(logEvent.Level));
        WriteSource(logEvent, output);
        WriteOnOneLine(logEvent.RenderMessage(CultureInfo.InvariantCulture), output);

        if (logEvent.Exception is { } exception)
        {
            output.Write(" | ");
            WriteOnOneLine(exception.ToString(), output);
        }

        output.WriteLine();
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace ",
        LogEventLevel.Debug => "debug ",
        LogEventLevel.Information => "info  ",
        LogEventLevel.Warning => "warn  ",
        LogEventLevel.Error => "error ",
        LogEventLevel.Fatal => "fatal ",
    };

    private static void WriteSource(LogEvent logEvent, TextWriter output)
    {
        if (logEvent.Properties.TryGetValue("SourceContext", out var value) && value is ScalarValue { Value: string name })
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
