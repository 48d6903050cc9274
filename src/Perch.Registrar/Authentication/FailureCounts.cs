using Perch.Directory;
using Perch.Sip;

namespace Perch.Registrar;

/// <summary>
/// Wrong passwords, counted for each source address and user name, existing or not. Bounded: two halves, of which the
/// older is dropped when the newer is full or its time is over. Thread-safe.
/// </summary>
internal sealed class FailureCounts(TimeProvider time)
{
    /// <summary>Wrong passwords before a stranger has to wait.</summary>
    public const int Most = 10;

    /// <summary>Where the device is registered from the same address: a wrong twin behind the NAT must not lock it out.</summary>
    public const int MostBesideBinding = 100;

    public const int MaxKept = 32 * 1024;

    /// <summary>Failures are forgotten after one to two of these.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Dictionary<Key, int> _newer = [];
    private Dictionary<Key, int> _older = [];
    private long _since = time.GetTimestamp();

    /// <summary>How many counts are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _newer.Count + _older.Count;
            }
        }
    }

    public int CountOf(AccountId account, ReadOnlySpan<char> username, SipAddress source)
    {
        if (Volatile.Read(ref _newer).Count == 0 && Volatile.Read(ref _older).Count == 0)
        {
            return 0;
        }

        lock (_gate)
        {
            Age();
            var key = KeyFor(account, username, source);

            return _newer.GetValueOrDefault(key) + _older.GetValueOrDefault(key);
        }
    }

    public void Add(AccountId account, ReadOnlySpan<char> username, SipAddress source)
    {
        lock (_gate)
        {
            Age();
            var key = KeyFor(account, username, source);
            _newer[key] = _newer.GetValueOrDefault(key) + 1;
        }
    }

    private static Key KeyFor(AccountId account, ReadOnlySpan<char> username, SipAddress source) =>
        new(account, source.WithPort(0), string.GetHashCode(username, StringComparison.OrdinalIgnoreCase));

    private void Age()
    {
        var elapsed = time.GetElapsedTime(_since);

        if (elapsed < Window && _newer.Count < MaxKept)
        {
            return;
        }

        _older = elapsed < 2 * Window ? _newer : [];
        _newer = [];
        _since = time.GetTimestamp();
    }

    /// <summary>Names are kept as hashes, which differ from process to process: two that collide share a count.</summary>
    private readonly record struct Key(AccountId Account, SipAddress Source, int Username);
}
