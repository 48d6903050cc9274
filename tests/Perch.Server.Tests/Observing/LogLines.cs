using Perch.Server.Observing;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Perch.Server.Tests.Observing;

public sealed class LogLines
{
    [Fact]
    public void Text_from_the_wire_neither_begins_a_line_nor_steers_the_terminal()
    {
        var line = Written(log => log.Information("Call from {Name}", "Mallory\r\n2026-01-01T00:00:00Z info forged\u001b[2J"));

        Assert.EndsWith("Call from Mallory\\n2026-01-01T00:00:00Z info forged?[2J" + Environment.NewLine, line);
        Assert.Single(line.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_failure_stays_on_its_line()
    {
        var line = Written(log => log.ForContext("SourceContext", "Perch.Transport.SipStack")
            .Error(new InvalidOperationException("one\ntwo"), "It failed"));

        Assert.Contains("error SipStack: It failed | System.InvalidOperationException: one\\ntwo", line, StringComparison.Ordinal);
        Assert.Single(line.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    internal static string Written(Action<ILogger> write, ITextFormatter formatter)
    {
        using var written = new StringWriter();
        using var log = Logs.Rules(LogEventLevel.Verbose).WriteTo.Sink(new WriterSink(written, formatter)).CreateLogger();

        write(log);

        return written.ToString();
    }

    private static string Written(Action<ILogger> write) => Written(write, new OneLineFormatter());

    private sealed class WriterSink(TextWriter output, ITextFormatter formatter) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, output);
    }
}
