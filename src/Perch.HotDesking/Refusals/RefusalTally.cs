using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Makes one row of what is the same within a minute, and few of what there is too much of: somebody who guesses, or a
/// program gone wild, must not fill the disk. Each row counts on from the one before it. Thread-safe.
/// </summary>
internal sealed class RefusalTally(TimeProvider time)
{
    /// <summary>In one account, in one minute; what differs from all of them loses its person and its desk.</summary>
    internal const int MostTold = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, Dictionary<Refusal, RefusalRow>> _ofMinute = [];
    private long _minute;

    public RefusalRow Count(Refusal refusal, CallId? call)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var rows = RowsOf(refusal.Account, now);
            var told = rows.ContainsKey(refusal) || rows.Count < MostTold ? refusal : refusal.AmongMany();
            var row = rows.TryGetValue(told, out var before) ? before.OnceMore(call, now) : RefusalRow.Of(told, call, now);

            return rows[told] = row;
        }
    }

    private Dictionary<Refusal, RefusalRow> RowsOf(AccountId account, DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;

        if (minute != _minute)
        {
            _ofMinute.Clear();
            _minute = minute;
        }

        if (!_ofMinute.TryGetValue(account, out var rows))
        {
            _ofMinute[account] = rows = [];
        }

        return rows;
    }
}
