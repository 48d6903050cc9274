using Microsoft.Extensions.Logging;

namespace Perch.Calls.Sip;

internal sealed partial class CallServices
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Call {CallId} met a bug and ends")]
    public partial void LogBug(Exception failure, CallId callId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallId} ends: no audio from anybody")]
    public partial void LogDeadCall(CallId callId);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Device {Device} redirected call {CallId}, which was not followed")]
    public partial void LogRedirectNotFollowed(Guid device, CallId callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no recording {Prompt} for {Language}, wanted in call {CallId}")]
    public partial void LogMissingPrompt(string prompt, string language, CallId callId);
}
