namespace Perch.Calls.Sip;

/// <summary>The one place where a call's story is started, and where its end is caught.</summary>
internal static class CallStories
{
    /// <summary>Runs the story away from the caller's thread. A bug in it ends the call, and is logged once.</summary>
    public static void Start(SipCall call, Func<SipCall, Task> story) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static at => _ = RunAsync(at.call, at.story), (call, story), preferLocal: false);

    private static async Task RunAsync(SipCall call, Func<SipCall, Task> story)
    {
        try
        {
            await story(call);
            await call.HangUpAsync(HangUpCause.Normal);
        }
        catch (OperationCanceledException) when (call.IsOver)
        {
            // The caller hung up, and a verb said so.
        }
        catch (Exception failure)
        {
            call.OnBug(failure);
        }
    }
}
