using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>
/// A call for help: who calls from which desk is told at once, and while no trunk leads to helpers the caller hears so.
/// </summary>
internal sealed partial class EmergencyCalls(
    IDirectory directory, IOutbox outbox, TimeProvider time, EmergencyMetrics metrics, ILogger<EmergencyCalls> logger)
{
    private static readonly Prompt NoTrunk = new("no-emergency-trunk");

    public async Task<HangUpCause> RunAsync(ICall call, string number)
    {
        Tell(call, number);

        call.Because(Why.NoEmergencyTrunk);

        // Answered, not as early media: not every phone plays what comes before an answer, and this must be heard.
        await call.AnswerAsync();
        await call.PlayAsync(NoTrunk, NoTrunk);
        return HangUpCause.ServerError;
    }

    private void Tell(ICall call, string number)
    {
        var (device, user) = (call.Caller.Device, call.Caller.User);
        metrics.Started();
        LogStarted(call.Id, number, device?.Nickname, user?.DisplayName);
        outbox.AddSoon(new(call.Account.Id, "emergency.started", time.GetUtcNow(), user?.Id.ToString(), new JsonObject
        {
            ["callId"] = call.Id.Value,
            ["number"] = number,
            ["deviceId"] = device?.Id.Value,
            ["userId"] = user?.Id.Value,
            ["hotDeskSessionId"] = call.Caller.SessionId,
            ["desk"] = device?.Nickname,
            ["person"] = user?.DisplayName,
            ["callerId"] = device?.Emergency.CallerId,
            ["locationId"] = PlaceOf(device)?.Id.Value,
            ["location"] = PlaceOf(device)?.Name,
        }));
    }

    private Site? PlaceOf(Device? device) =>
        (device?.Emergency.LocationId ?? device?.SiteId) is { } site ? directory.Site(site) : null;

    [LoggerMessage(LogLevel.Warning, "Call {CallId} calls for help: {Number} dialled at {Desk} by {Person}; no trunk leads there")]
    private partial void LogStarted(CallId callId, string number, string? desk, string? person);
}
