using Perch.Server.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Perch.Server.Observing;

/// <summary>Where events are written: standard output, one line each, for people or for programs.</summary>
internal static class Logs
{
    public static Logger Make(LogEventLevel level, LogFormat format) => Rules(level)
        .WriteTo.Console(format is LogFormat.Json ? new JsonLineFormatter() : new OneLineFormatter())
        .CreateLogger();

    /// <summary>What is written, wherever to.</summary>
    internal static LoggerConfiguration Rules(LogEventLevel level) => new LoggerConfiguration()
        .Destructure.With(new AsTheyPrint())
        .MinimumLevel.Is(level)
        .MinimumLevel.Override("Microsoft", Higher(level, LogEventLevel.Warning))
        .MinimumLevel.Override("System", Higher(level, LogEventLevel.Warning))
        // Why a start failed is told by whoever started, in one line.
        .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
        // Its keys lie as readable as the database beside them; it would say so at each start.
        .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
        // The query itself says more than enough; a failing one is told by whoever ran it.
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal);

    private static LogEventLevel Higher(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
