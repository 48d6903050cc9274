using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Perch.Api;

namespace Perch.Directory;

/// <summary>The one place that gives out a SIP password, and leaves a trace of it.</summary>
internal static partial class CredentialsEndpoint
{
    public static async Task<IResult> FindAsync(
        Guid id, [AsParameters] DeviceRequest request, [AsParameters] CredentialsReading reading, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var account = request.Caller.Account;
        var device = await request.Changes.FindAsync(account, new(id), cancellation);
        var password = await reading.Secrets.SipPasswordAsync(account, new(id), cancellation);

        if (device is null || password is null)
        {
            return ApiProblem.NotFound();
        }

        var log = reading.Loggers.CreateLogger("Perch.Audit");
        var address = http.Connection.RemoteIpAddress;
        LogRead(log, request.Caller.User?.Value, account.Value, id, address);
        await reading.Audit.NoteAsync(
            new(account, "credentials-read", "device", id, device.Value.Nickname), cancellation);
        http.Response.Headers.CacheControl = "no-store";
        var sip = device.Value.Sip;
        return TypedResults.Ok(new CredentialsJson(
            sip.Username, password.Value, request.Directory.Account(account)!.Realm, sip.Transport));
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "User {User} in account {Account} read the SIP password of device {Device} from {Address}")]
    private static partial void LogRead(ILogger logger, Guid? user, Guid account, Guid device, IPAddress? address);
}

/// <summary>What reading a password takes.</summary>
internal sealed record CredentialsReading(IDeviceSecrets Secrets, IAuditLog Audit, ILoggerFactory Loggers);
