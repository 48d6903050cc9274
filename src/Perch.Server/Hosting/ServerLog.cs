using Microsoft.Extensions.Logging;

namespace Perch.Server.Hosting;

internal static partial class ServerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Ready: SIP on {Sip}, API on {Http}")]
    public static partial void Started(ILogger logger, string sip, string http);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Stopping: no new calls; {Calls} live ones may end within {Seconds} s")]
    public static partial void Draining(ILogger logger, int calls, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    public static partial void Stopped(ILogger logger);
}
