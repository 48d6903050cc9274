using Perch.Calls;

namespace Perch.HotDesking;

/// <summary>A refused log-in as the API shows it, or several that were the same within one minute.</summary>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="Count">How often.</param>
/// <param name="How">By what means.</param>
/// <param name="UserId">Who was to be logged in; null where nobody is known by that ID, or the reader may not learn it.</param>
/// <param name="DeviceId">Where.</param>
/// <param name="By">Who asked, where they had proven who they are.</param>
/// <param name="CallId">The last call, where it was by phone; its explanation says more.</param>
/// <param name="Why">A name for programs, as calls have them.</param>
/// <param name="Text">Why, and what to do, in one sentence.</param>
internal sealed record RefusalJson(
    Guid Id,
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Count,
    StartedHow How,
    Guid? UserId,
    Guid? DeviceId,
    Guid? By,
    Guid? CallId,
    string Why,
    string Text)
{
    public static RefusalJson Of(RefusalRow row, Told told) => new(
        row.Id,
        DateTimeOffset.FromUnixTimeMilliseconds(row.FirstAt),
        DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt),
        row.Count,
        row.How,
        row.UserId,
        row.DeviceId,
        row.By,
        row.CallId,
        told.Why,
        told.Text);
}
