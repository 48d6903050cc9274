using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Perch.Server.Observing;

/// <summary>
/// One line for each event, whatever is in it: text from the wire can neither begin a line of its own nor steer the
/// terminal that shows it.
/// </summary>
internal sealed class OneLineFormatter : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ ", CultureInfo.InvariantCulture));
        output.Write(Word(logEvent.Level));
        WriteSource(logEvent, output);
        WriteOnOneLine(Message(logEvent), output);

        if (logEvent.Exception is { } exception)
        {
            output.Write(" | ");
            WriteOnOneLine(exception.ToString(), output);
        }

        output.WriteLine();
    }

    private static string Message(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, text);

        return text.ToString();
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
