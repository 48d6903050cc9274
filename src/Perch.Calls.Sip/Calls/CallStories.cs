using System.Diagnostics;

namespace Perch.Calls.Sip;

/// <summary>The one place where a call's story is started, and where its end is caught.</summary>
internal static class CallStories
{
    /// <summary>Runs the story away from the caller's thread. A bug in it ends the call, and is logged once.</summary>
    public static void Start(SipCall call, Func<SipCall, Task> story) =>
        Task.Factory.StartNew(
            static at => Run(at), (call, story), CancellationToken.None, TaskCreationOptions.DenyChildAttach, call.Stories);

    private static Task Run(object? at)
    {
        var (call, story) = ((SipCall, Func<SipCall, Task>))at!;

        return RunAsync(call, story);
    }

    private static async Task RunAsync(SipCall call, Func<SipCall, Task> story)
    {
        // Ours alone: an asynchronous method gives back what was current before it.
        if (call.Trace is { } trace)
        {
            Activity.Current = trace;
        }

        try
        {
            await story(call);
            await call.HangUpAsync(HangUpCause.Normal);
        }
        catch (OperationCanceledException) when (call.IsOver)
        {
            // The caller hung up, and a verb said so.
        }
        catch (CallEndedException)
        {
            // A port was closed under a verb. The call ends after the turn that closed it, if it does not end in it.
            await call.HangUpAsync(HangUpCause.Normal);
        }
        catch (Exception failure)
        {
            call.OnBug(failure);
        }
    }
}
