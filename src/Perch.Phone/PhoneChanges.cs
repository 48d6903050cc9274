namespace Perch.Phone;

/// <summary>Says that something about a phone has changed, never what: whoever waits looks again.</summary>
public sealed class PhoneChanges
{
    private TaskCompletionSource _next = Create();

    /// <summary>Completes with the next change after it was read. Read it before looking.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Completes when the condition holds; it is looked at now and after each change.</summary>
    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellation = default)
    {
        for (var next = Next; !condition(); next = Next)
        {
            await next.WaitAsync(cancellation);
        }
    }

    internal void Raise() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    // Those who wait must not run on a receive thread.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
