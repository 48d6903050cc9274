namespace Perch.Events;

/// <summary>The last events in memory, shared by all who follow; who is further behind reads the database.</summary>
internal sealed class RecentEvents
{
    public const int MostKept = 2048;

    private readonly Lock _lock = new();
    private readonly Queue<EventFrame> _frames = new();
    private TaskCompletionSource _more = NewSignal();
    private long _since;

    /// <summary>The id of the last event that everybody may see.</summary>
    public long Last { get; private set; }

    /// <summary>Before anything else: everything up to here is in the database only.</summary>
    public void StartAt(long id)
    {
        lock (_lock)
        {
            _frames.Clear();
            (_since, Last) = (id, id);
        }
    }

    public void Append(IReadOnlyList<EventFrame> frames)
    {
        TaskCompletionSource told;

        lock (_lock)
        {
            foreach (var frame in frames)
            {
                _frames.Enqueue(frame);
                Last = frame.Id;
            }

            while (_frames.Count > MostKept)
            {
                _since = _frames.Dequeue().Id;
            }

            (told, _more) = (_more, NewSignal());
        }

        told.SetResult();
    }

    /// <summary>Completes when there is something after <paramref name="position"/>.</summary>
    public Task WaitBeyondAsync(long position)
    {
        lock (_lock)
        {
            return Last > position ? Task.CompletedTask : _more.Task;
        }
    }

    /// <summary>Everything after <paramref name="position"/>, of all accounts; null where memory does not reach back so far.</summary>
    public IReadOnlyList<EventFrame>? After(long position)
    {
        lock (_lock)
        {
            return position >= Last ? []
                : position < _since ? null
                : [.. _frames.SkipWhile(frame => frame.Id <= position)];
        }
    }

    // Whoever follows goes on elsewhere, not on the thread that read the events.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
