using System.Collections.Concurrent;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>Runs stories when the test says so, on the test's own thread, so that nothing happens by chance.</summary>
internal sealed class PumpedStories : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _due = new();

    /// <summary>Runs what is due; false when nothing was.</summary>
    public bool Pump()
    {
        var ran = false;

        while (_due.TryDequeue(out var task))
        {
            TryExecuteTask(task);
            ran = true;
        }

        return ran;
    }

    protected override IEnumerable<Task> GetScheduledTasks() => _due;

    protected override void QueueTask(Task task) => _due.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
