using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Deletes refusals when sessions of their age are forgotten: they say who was where, and nothing is counted from them
/// later. Of an account that has too many, the oldest go sooner.
/// </summary>
internal sealed class RefusalRetention(IDirectory directory, IPerchStore store, TimeProvider time) : IForgetting
{
    internal const int MostOfAccount = 20_000;

    public string What => "refused log-ins";

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        Guid[] known = [.. directory.Accounts.Select(account => account.Id.Value)];
        var left = CutOff(DirectoryLimits.RetentionDays);
        var total = await store.DeleteInTurnsAsync<RefusalRow>(
            rows => rows.Where(row => row.FirstAt < left && !known.Contains(row.AccountId)).OrderBy(row => row.FirstAt),
            cancellation);

        foreach (var account in directory.Accounts)
        {
            var (id, old) = (account.Id.Value, CutOff(account.RetentionDays));
            total += await store.DeleteInTurnsAsync<RefusalRow>(
                rows => rows.Where(row => row.AccountId == id && row.FirstAt < old).OrderBy(row => row.FirstAt), cancellation);
            total += await store.DeleteInTurnsAsync<RefusalRow>(
                rows => rows.Where(row => row.AccountId == id).OrderByDescending(row => row.FirstAt).Skip(MostOfAccount),
                cancellation);
        }

        return total;
    }

    private long CutOff(int days) => (time.GetUtcNow() - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();
}
