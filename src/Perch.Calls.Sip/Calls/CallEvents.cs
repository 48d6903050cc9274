using System.Text.Json.Nodes;
using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>What is told of a call to programs outside. What was dialled is told as it may be shown.</summary>
internal static class CallEvents
{
    public const string Started = "call.started";
    public const string Ringing = "call.ringing";
    public const string Answered = "call.answered";
    public const string Ended = "call.ended";

    /// <param name="rung">The phones that ring, where that is what is told.</param>
    public static OutboxEvent Of(SipCall call, string type, DateTimeOffset now, IReadOnlyList<Device> rung)
    {
        var data = new JsonObject
        {
            ["callId"] = call.Id.Value,
            ["dialled"] = call.Dialled,
            ["userId"] = call.Caller.User?.Id.Value,
            ["deviceId"] = call.Caller.Device?.Id.Value,
            ["hotDeskSessionId"] = call.Caller.SessionId,
        };

        switch (type)
        {
            case Ringing:
                data["ringingDeviceIds"] = new JsonArray([.. rung.Select(device => JsonValue.Create(device.Id.Value))]);
                break;

            case Answered:
                data["connectedDeviceId"] = call.ConnectedTo?.Id.Value;
                break;

            case Ended:
                data["startedAt"] = call.StartedAt;
                data["answeredAt"] = call.AnsweredAt;
                break;
        }

        return new(call.Account.Id, type, now, call.Caller.User?.Id.ToString(), data);
    }
}
