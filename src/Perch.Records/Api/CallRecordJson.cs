using Perch.Calls;

namespace Perch.Records;

/// <summary>A call that is over, as the API shows it.</summary>
/// <param name="Id">The same as the call had.</param>
/// <param name="SipCallId">As the calling phone names the call in its own log.</param>
/// <param name="Dialled">Without anything secret: a feature code shows no more than itself.</param>
/// <param name="Caller">Who called, with the names of then.</param>
/// <param name="CalledUserId">The person that was called.</param>
/// <param name="Rang">Each phone that rang, and what became of it.</param>
/// <param name="AnsweredBy">Null where nobody answered, or a program did.</param>
/// <param name="Ending">Why it ended.</param>
internal sealed record CallRecordJson(
    Guid Id,
    string? SipCallId,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset EndedAt,
    string Dialled,
    bool Emergency,
    RecordCallerJson Caller,
    Guid? CalledUserId,
    IReadOnlyList<RangJson> Rang,
    AnsweredByJson? AnsweredBy,
    Why? Ending)
{
    public static CallRecordJson Of(CallRecordRow row) => new(
        row.Id,
        row.SipCallId,
        Time(row.StartedAt),
        row.AnsweredAt is { } answered ? Time(answered) : null,
        Time(row.EndedAt),
        row.Dialled,
        row.Emergency,
        new(
            row.CallerName, row.CallerNumber, row.UserId, row.UserName, row.DeviceId, row.DeviceName,
            row.HotDeskSessionId),
        row.CalledUserId,
        [.. DecisionText.Read(row.Decisions, Time(row.StartedAt)).Rang()
            .Select(rang => new RangJson(rang.Device.Value, rang.Result))],
        row.AnsweredDeviceId is { } device ? new(device, row.AnsweredUserId, row.AnsweredSessionId) : null,
        row.Ending);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>Who called.</summary>
internal sealed record RecordCallerJson(
    string Name,
    string Number,
    Guid? UserId,
    string? UserName,
    Guid? DeviceId,
    string? DeviceName,
    Guid? HotDeskSessionId);

/// <summary>One phone that was sent the call.</summary>
internal sealed record RangJson(Guid DeviceId, Why? Result);

/// <summary>Who answered, from which phone, under which hot-desk session.</summary>
internal sealed record AnsweredByJson(Guid DeviceId, Guid? UserId, Guid? HotDeskSessionId);
