using Microsoft.Extensions.Logging;
using Perch.Sip;

namespace Perch.Transport;

public sealed partial class SipStack
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Handling a {Method} failed")]
    internal partial void UserFailed(Exception failure, SipMethod method);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Rejected a message from {Remote}: {Why}")]
    private partial void Rejected(SipRejection why, SipAddress remote);
}
