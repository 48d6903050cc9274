using System.Text.Json;
using Perch.Calls;
using Perch.Directory;
using Perch.Server.Observing;
using Serilog;

namespace Perch.Server.Tests.Observing;

public sealed class LogLinesAsJson
{
    [Fact]
    public void A_line_is_an_object_with_time_level_source_message_call_and_the_values_of_the_message()
    {
        var call = CallId.New(DateTimeOffset.UnixEpoch);

        var line = Written(log => log.ForContext("SourceContext", "Perch.Callflows.EmergencyCalls")
            .Warning("Call {CallId} calls for help: {Number} dialled, {Count} before", call, "112", 2));

        Assert.EndsWith("Z", line.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal("warn", line.GetProperty("level").GetString());
        Assert.Equal("Perch.Callflows.EmergencyCalls", line.GetProperty("source").GetString());
        Assert.Equal($"Call {call} calls for help: 112 dialled, 2 before", line.GetProperty("message").GetString());
        Assert.Equal(call.ToString(), line.GetProperty("callId").GetString());
        Assert.Equal("""{"number":"112","count":2}""", line.GetProperty("properties").GetRawText());
    }

    [Fact]
    public void A_line_outside_a_call_names_none()
    {
        var line = Written(log => log.Information("Stopped"));

        Assert.False(line.TryGetProperty("callId", out _));
        Assert.Equal("{}", line.GetProperty("properties").GetRawText());
    }

    [Fact]
    public void A_failure_and_text_from_the_wire_stay_on_the_line_and_cannot_steer_a_terminal()
    {
        var text = WrittenText(log => log.Error(new InvalidOperationException("one\ntwo"), "From {Name}", "M\r\n{\u001b[2J\u009b"));

        Assert.Single(text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(text.TrimEnd('\n'), char.IsControl);
        Assert.Contains("one\\ntwo", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_stars_here_too()
    {
        var text = WrittenText(log => log.Information("With {Password} and {@Same}", new Secret("4711secret"), new Secret("4711secret")));

        Assert.DoesNotContain("4711secret", text, StringComparison.Ordinal);
        Assert.Contains("***", text, StringComparison.Ordinal);
    }

    private static JsonElement Written(Action<ILogger> write)
    {
        using var line = JsonDocument.Parse(WrittenText(write));

        return line.RootElement.Clone();
    }

    private static string WrittenText(Action<ILogger> write) => LogLines.Written(write, new JsonLineFormatter());
}
