using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Rings devices for a step, joins whoever answers, or leaves the step with the way it ended.</summary>
internal static class Ringing
{
    public static async Task RingAsync(
        this ICall call, ProgramStep step, IReadOnlyList<Device> devices, TimeSpan ringFor)
    {
        // The phone that calls is busy with this very call.
        Device[] others = [.. devices.Where(device => device.Id != call.Caller.Device?.Id)];
        Explain(call, devices.Count, others.Length);
        var result = others.Length > 0
            ? await call.RingAsync(others, ringFor)
            : RingResult.Unanswered(devices.Count > 0 ? RingOutcome.Busy : RingOutcome.Unregistered);

        step.Ending = result.Outcome.ToEnding();

        if (result.Leg is { } leg)
        {
            await call.BridgeAsync(leg);
            step.Child = null;
        }
    }

    private static void Explain(ICall call, int all, int others)
    {
        if (all == 0)
        {
            call.Because(Why.NoPhone);
        }
        else if (others < all)
        {
            call.Because(Why.IsCalling, call.Caller.Device);
        }
    }
}
