using System.Collections.Concurrent;
using Perch.Directory;

namespace Perch.Events;

/// <summary>How many streams each account has open.</summary>
internal sealed class Listeners
{
    private readonly ConcurrentDictionary<AccountId, int> _open = new();

    public Listeners(EventMetrics metrics) => metrics.WatchListeners(() => _open.Values.Sum());

    /// <summary>False where the account has as many as it may.</summary>
    public bool TryEnter(AccountId account)
    {
        if (_open.AddOrUpdate(account, 1, static (_, open) => open + 1) <= EventLimits.MostListeners)
        {
            return true;
        }

        Leave(account);
        return false;
    }

    public void Leave(AccountId account) => _open.AddOrUpdate(account, 0, static (_, open) => open - 1);
}
