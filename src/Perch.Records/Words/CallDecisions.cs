using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>What follows from a call's decisions.</summary>
internal static class CallDecisions
{
    /// <summary>The person that was called first.</summary>
    public static UserId? CalledUser(this RecordedCall call) =>
        call.Decisions.FirstOrDefault(decision => decision.What is Why.UserCalled or Why.UserDisabled).User;

    /// <summary>Each phone that was sent the call, with what became of it; null while it still rings.</summary>
    public static IEnumerable<(DeviceId Device, Why? Result)> Rang(this IReadOnlyList<Decision> decisions)
    {
        var results = new Dictionary<DeviceId, Why?>();

        foreach (var decision in decisions)
        {
            if (decision.Device is not { } device)
            {
                continue;
            }

            if (decision.What is Why.Rings)
            {
                results.TryAdd(device, null);
            }
            else if (IsResult(decision.What) && results.ContainsKey(device))
            {
                results[device] = decision.What;
            }
        }

        return results.Select(result => (result.Key, result.Value));
    }

    private static bool IsResult(Why what) => what is >= Why.Answered and <= Why.Stopped;
}
