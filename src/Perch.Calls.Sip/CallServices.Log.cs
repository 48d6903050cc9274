using Microsoft.Extensions.Logging;

namespace Perch.Calls.Sip;

internal sealed partial class CallServices
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Call {Call} met a bug and ends")]
    public partial void LogBug(Exception failure, CallId call);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {Call} ends: no audio from anybody")]
    public partial void LogDeadCall(CallId call);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Device {Device} redirected call {Call}, which was not followed")]
    public partial void LogRedirectNotFollowed(Guid device, CallId call);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no recording {Prompt} for {Language}")]
    public partial void LogMissingPrompt(string prompt, string language);
}
