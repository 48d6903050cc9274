using System.Diagnostics;

namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>Who asked what when, and was answered what when. Thread-safe.</summary>
internal sealed class DeskHistory
{
    private readonly Lock _gate = new();
    private readonly List<DeskOperation> _operations = [];

    public IReadOnlyList<DeskOperation> Operations
    {
        get
        {
            lock (_gate)
            {
                return [.. _operations];
            }
        }
    }

    /// <summary>A moment that all threads order alike.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>When an id of version 7 was made, to a millisecond, if its maker's clock is ours.</summary>
    public static long MomentOf(Guid id)
    {
        var text = id.ToString("N");
        var made = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(text[..12], 16));

        return Now - (long)((TimeProvider.System.GetUtcNow() - made).TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>Asks, and notes the answer; without one the operation stays as one that may or may not have happened.</summary>
    public async Task<T> AskAsync<T>(T operation, Func<T, Task> ask)
        where T : DeskOperation
    {
        lock (_gate)
        {
            _operations.Add(operation);
        }

        await ask(operation);
        operation.Answered = Now;

        return operation;
    }
}
