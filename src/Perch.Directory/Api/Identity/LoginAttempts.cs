namespace Perch.Directory;

/// <summary>
/// Slows down guessing at the log-in. A name is only barred from the address that guesses, so that nobody can lock
/// a colleague out. An attempt counts from its start, or many at once would all be let through.
/// </summary>
internal sealed class LoginAttempts(TimeProvider time)
{
    public const int MostForName = 5;
    public const int MostForAddress = 50;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int MostKeys = 20_000;

    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Null when the attempt may go on; else how long to wait.</summary>
    public TimeSpan? Begin(string name, string address)
    {
        var now = time.GetUtcNow();

        lock (_lock)
        {
            MakeRoom(now);
            var wait = WaitFor(PairOf(name, address), MostForName, now) ?? WaitFor(address, MostForAddress, now);

            if (wait is null)
            {
                Add(PairOf(name, address), now);
                Add(address, now);
            }

            return wait;
        }
    }

    /// <summary>The attempt was right after all.</summary>
    public void Succeeded(string name, string address)
    {
        lock (_lock)
        {
            _counts.Remove(PairOf(name, address));

            if (_counts.TryGetValue(address, out var count))
            {
                _counts[address] = count with { Tries = count.Tries - 1 };
            }
        }
    }

    private static string PairOf(string name, string address) => $"{address} {name.ToLowerInvariant()}";

    private TimeSpan? WaitFor(string key, int most, DateTimeOffset now) =>
        _counts.TryGetValue(key, out var count) && count.Tries >= most && count.Until > now ? count.Until - now : null;

    private void Add(string key, DateTimeOffset now) =>
        _counts[key] = _counts.TryGetValue(key, out var count) && count.Until > now
            ? count with { Tries = count.Tries + 1 }
            : new(1, now + Window);

    private void MakeRoom(DateTimeOffset now)
    {
        if (_counts.Count < MostKeys)
        {
            return;
        }

        foreach (var (key, count) in _counts)
        {
            if (count.Until <= now)
            {
                _counts.Remove(key);
            }
        }

        // A flood of made-up names must not cost memory without end, nor may it bar everybody.
        if (_counts.Count >= MostKeys)
        {
            _counts.Clear();
        }
    }

    private readonly record struct Count(int Tries, DateTimeOffset Until);
}
