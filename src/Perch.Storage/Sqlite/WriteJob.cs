using Microsoft.EntityFrameworkCore;

namespace Perch.Storage;

/// <summary>One use case on its way through the writer.</summary>
internal abstract class WriteJob(CancellationToken cancellation)
{
    /// <summary>Its caller left before it began.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    protected CancellationToken Cancellation => cancellation;

    /// <summary>Sees what is about to be saved; null where nobody asked to.</summary>
    public Action<DbContext>? Witness { get; init; }

    /// <summary>Makes the change and leaves nothing unsaved in the context.</summary>
    public abstract void Run(DbContext context);

    /// <summary>Runs what follows the commit. Called after the commit, in commit order.</summary>
    public abstract void Committed();

    /// <summary>Lets the caller go on.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    public abstract void Cancel();
}

/// <summary>A use case with a result.</summary>
internal sealed class WriteJob<T>(
    Func<DbContext, CancellationToken, Task<T>> change, Action<T>? committed, CancellationToken cancellation)
    : WriteJob(cancellation)
{
    // Callers go on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _completion.Task;

    // SQLite works on the calling thread and its tasks are finished when returned, so this does not block a second
    // thread.
    public override void Run(DbContext context)
    {
        if (Witness is { } witness)
        {
            context.SavingChanges += (_, _) => witness(context);
        }

        _result = change(context, Cancellation).GetAwaiter().GetResult();
        context.SaveChanges();
    }

    public override void Committed() => committed?.Invoke(_result);

    public override void Complete() => _completion.TrySetResult(_result);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public override void Cancel() => _completion.TrySetCanceled(Cancellation);
}
