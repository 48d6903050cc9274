using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// The API keys in force, looked up in memory. A key keeps its role when whoever made it leaves; deleting it ends it
/// at once.
/// </summary>
internal sealed class ApiKeys(IPerchStore store, IDirectory directory, TimeProvider time)
    : ILoadedAtStart, IAccountContents
{
    private const string Mark = "perch_key_";
    private const int ShownLetters = 6;
    private static readonly TimeSpan NoteUseEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ApiKeyRow> _byHash = new(StringComparer.Ordinal);

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await store.ReadAsync((db, token) => db.Set<ApiKeyRow>().ToListAsync(token), cancellation);
        rows.ForEach(row => _byHash[row.Hash] = row);
    }

    /// <summary>Makes a key; it is in the answer and nowhere else.</summary>
    public async Task<(ApiKeyRow Row, Secret Key)> CreateAsync(
        ApiCaller by, ApiKeyDraft draft, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var key = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            AccountId = by.Account.Value,
            Name = draft.Name,
            Hash = HashOf(key),
            Prefix = key[..(Mark.Length + ShownLetters)],
            Role = draft.Role,
            Sites = draft.Sites.Text,
            CreatedBy = by.User?.Value,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = draft.ExpiresAt?.ToUnixTimeMilliseconds(),
        };

        await store.WriteAsync(
            (db, _) => Task.FromResult(db.Add(row).Entity), added => _byHash[added.Hash] = added, cancellation);

        return (row, new Secret(key));
    }

    /// <summary>False when the account has no such key.</summary>
    public async Task<bool> DeleteAsync(AccountId account, Guid id, CancellationToken cancellation)
    {
        var gone = await store.WriteAsync(
            async (db, token) =>
            {
                var row = await db.Set<ApiKeyRow>()
                    .SingleOrDefaultAsync(key => key.AccountId == account.Value && key.Id == id, token);

                if (row is not null)
                {
                    db.Remove(row);
                }

                return row;
            },
            row => _byHash.TryRemove(row?.Hash ?? "", out _),
            cancellation);

        return gone is not null;
    }

    /// <summary>Whose key this is, or null when it is none of ours or has expired.</summary>
    public ApiCaller? Resolve(string key)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();

        if (!key.StartsWith(Mark, StringComparison.Ordinal) || !_byHash.TryGetValue(HashOf(key), out var row)
            || row.ExpiresAt <= now || directory.Account(new(row.AccountId)) is not { Enabled: true })
        {
            return null;
        }

        NoteUse(row, now);

        return new(new(row.AccountId), null, row.Role, ApiProof.ApiKey)
        {
            Key = row.Id,
            Sites = row.Role is Role.SiteManager ? new(row.Sites) : null,
        };
    }

    /// <summary>The keys of a deleted account.</summary>
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        var rows = _byHash.Values.Where(row => row.AccountId == account.Value).ToList();
        await database.Set<ApiKeyRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        return () => rows.ForEach(row => _byHash.TryRemove(row.Hash, out _));
    }

    private void NoteUse(ApiKeyRow row, long now)
    {
        if (now - (row.LastUsedAt ?? 0) < NoteUseEvery.TotalMilliseconds)
        {
            return;
        }

        // Worth knowing, but not worth waiting for, nor an error where the database is away.
        row.LastUsedAt = now;
        _ = store.WriteAsync(
            (db, token) => db.Set<ApiKeyRow>().Where(key => key.Id == row.Id)
                .ExecuteUpdateAsync(key => key.SetProperty(one => one.LastUsedAt, now), token),
            committed: null,
            CancellationToken.None).ContinueWith(
                static write => write.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
    }

    private static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>What somebody wants of a new key.</summary>
internal sealed record ApiKeyDraft(string Name, Role Role, SiteSet Sites, DateTimeOffset? ExpiresAt);
