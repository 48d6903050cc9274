using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>A call that is over, as it is kept. Names are those of then.</summary>
internal sealed class CallRecordRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public string? SipCallId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long StartedAt { get; init; }

    /// <summary>Unix milliseconds; null for a call that nobody answered.</summary>
    public long? AnsweredAt { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long EndedAt { get; init; }

    /// <summary>Without anything secret.</summary>
    public string Dialled { get; init; } = "";

    public bool Emergency { get; init; }

    public Guid? UserId { get; init; }

    public Guid? DeviceId { get; init; }

    public Guid? HotDeskSessionId { get; init; }

    public string CallerName { get; init; } = "";

    public string CallerNumber { get; init; } = "";

    public string? UserName { get; init; }

    public string? DeviceName { get; init; }

    /// <summary>The person that was called first.</summary>
    public Guid? CalledUserId { get; init; }

    public Guid? AnsweredUserId { get; init; }

    public Guid? AnsweredDeviceId { get; init; }

    public Guid? AnsweredSessionId { get; init; }

    public Why? Ending { get; init; }

    /// <summary>As <see cref="DecisionText"/> writes them.</summary>
    public string Decisions { get; init; } = "";

    public static CallRecordRow Of(RecordedCall call) => new()
    {
        Id = call.Id.Value,
        AccountId = call.Account.Id.Value,
        SipCallId = call.SipCallId,
        StartedAt = call.StartedAt.ToUnixTimeMilliseconds(),
        AnsweredAt = call.AnsweredAt?.ToUnixTimeMilliseconds(),
        EndedAt = (call.EndedAt ?? call.StartedAt).ToUnixTimeMilliseconds(),
        Dialled = call.Dialled,
        Emergency = call.Decisions.Any(decision => decision.What == Why.DialledEmergency),
        UserId = call.Caller.User?.Id.Value,
        DeviceId = call.Caller.Device?.Id.Value,
        HotDeskSessionId = call.Caller.SessionId,
        CallerName = call.Caller.Name,
        CallerNumber = call.Caller.Number,
        UserName = call.Caller.User?.DisplayName,
        DeviceName = call.Caller.Device?.Nickname,
        CalledUserId = call.CalledUser()?.Value,
        AnsweredUserId = call.AnsweredBy?.User?.Id.Value,
        AnsweredDeviceId = call.AnsweredBy?.Device?.Id.Value,
        AnsweredSessionId = call.AnsweredBy?.SessionId,
        Ending = call.Ending,
        Decisions = DecisionText.Write(call.Decisions, call.StartedAt),
    };
}
