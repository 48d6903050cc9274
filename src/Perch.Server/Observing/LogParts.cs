using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Perch.Server.Observing;

/// <summary>What both forms of a log line are made from.</summary>
internal static class LogParts
{
    /// <summary>How a message names its call, in every module.</summary>
    public const string CallIdName = "CallId";

    public const string SourceName = "SourceContext";

    private static readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public static string Message(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, text);

        return text.ToString();
    }

    public static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "error",
        LogEventLevel.Fatal => "fatal",
    };

    public static string? Source(LogEvent logEvent) => Text(logEvent, SourceName);

    public static string? CallId(LogEvent logEvent) => Text(logEvent, CallIdName);

    private static string? Text(LogEvent logEvent, string name) =>
        logEvent.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: { } found }
            ? found.ToString()
            : null;
}
