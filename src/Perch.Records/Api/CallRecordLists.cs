using Perch.Api;

namespace Perch.Records;

/// <summary>What may be asked of the list of call records.</summary>
internal static class CallRecordLists
{
    public static readonly ListOf<CallRecordRow> Records = new ListOf<CallRecordRow>(row => row.Id)
        .SortedBy("startedAt", row => row.StartedAt)
        .SortedBy("endedAt", row => row.EndedAt)
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredById("calledUser", row => row.CalledUserId)
        .FilteredById("answeredByUser", row => row.AnsweredUserId)
        .FilteredById("answeredByDevice", row => row.AnsweredDeviceId)
        .FilteredById("hotDeskSession", row => row.HotDeskSessionId)
        .FilteredByText("dialled", row => row.Dialled)
        .FilteredByText("sipCallId", row => row.SipCallId)
        .FilteredByFlag("answered", row => row.AnsweredAt != null)
        .FilteredByFlag("emergency", row => row.Emergency)
        .FilteredByTime("from", time => row => row.StartedAt >= time)
        .FilteredByTime("to", time => row => row.StartedAt <= time)
        .SearchedIn(row => row.Dialled, row => row.CallerName, row => row.CallerNumber, row => row.DeviceName);
}
