using Perch.Calls;

namespace Perch.Server.Hosting;

/// <summary>Lets live calls end before the server does.</summary>
internal static class Draining
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>How long BYEs and their answers may travel.</summary>
    private static readonly TimeSpan GoodbyesTake = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(ICallDrain calls, TimeSpan patience, TimeProvider time, CancellationToken hurry)
    {
        calls.StopTaking();

        if (await AllEndedAsync(calls, patience, time, hurry))
        {
            return;
        }

        await EndAllAsync(calls);
    }

    /// <summary>
    /// Says goodbye to whoever is still there. On the real clock: nobody moves another one for a server that ends.
    /// </summary>
    public static async Task EndAllAsync(ICallDrain calls)
    {
        calls.StopTaking();
        calls.EndAll();
        await AllEndedAsync(calls, GoodbyesTake, TimeProvider.System, CancellationToken.None);
    }

    private static async Task<bool> AllEndedAsync(
        ICallDrain calls, TimeSpan patience, TimeProvider time, CancellationToken hurry)
    {
        var began = time.GetTimestamp();

        while (calls.LiveCalls > 0)
        {
            if (hurry.IsCancellationRequested || time.GetElapsedTime(began) >= patience)
            {
                return false;
            }

            await Task.Delay(LookEvery, time, CancellationToken.None);
        }

        return true;
    }
}
