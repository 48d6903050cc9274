using Microsoft.Extensions.Logging;

namespace Perch.Media;

internal static partial class MediaLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A received media packet met a bug")]
    public static partial void ReceiveFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending paced audio met a bug; that audio ends")]
    public static partial void PacingFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "RTP port {Port} on {Address} cannot be bound")]
    public static partial void PortTaken(ILogger logger, int port, System.Net.IPAddress address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No RTP port pair is left")]
    public static partial void NoPortLeft(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "A recording cannot be written and ends here")]
    public static partial void RecordingFailed(ILogger logger, Exception exception);
}
