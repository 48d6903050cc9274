using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// The bearer tokens in force. They survive a restart, and are looked up in memory, so that a token still opens
/// the door while the database is away. Rights are read at each request: a person who loses a role loses it at once.
/// </summary>
internal sealed class ApiTokens(IPerchStore store, IDirectory directory, TimeProvider time)
    : ILoadedAtStart, IAccountContents
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The oldest one of a person goes when they log in once more.</summary>
    public const int MostPerUser = 50;

    private const string Mark = "perch_";

    private readonly ConcurrentDictionary<string, ApiTokenRow> _byHash = new(StringComparer.Ordinal);

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await store.ReadAsync((db, token) => db.Set<ApiTokenRow>().ToListAsync(token), cancellation);
        rows.ForEach(row => _byHash[row.Hash] = row);
    }

    /// <summary>Makes a token for a person who has just proved who they are.</summary>
    public async Task<IssuedToken> IssueAsync(
        UserId user, AccountId scope, LoginOrigin origin, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var token = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new ApiTokenRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = HashOf(token),
            AccountId = scope.Value,
            UserId = user.Value,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = (now + Lifetime).ToUnixTimeMilliseconds(),
            How = origin.How,
            Address = origin.Address,
            Agent = origin.Agent,
        };
        var old = Outdated(user, row.CreatedAt);

        await store.WriteAsync(
            async (db, token) =>
            {
                db.Add(row);
                await RemoveAsync(db, old, token);
                return row;
            },
            _ => Forget(old, row),
            cancellation);
        return new(new Secret(token), DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt));
    }

    /// <summary>Who holds this token, or null when it is none of ours, has expired, or its person may not come in.</summary>
    public ApiCaller? Resolve(string token)
    {
        if (!_byHash.TryGetValue(HashOf(token), out var row)
            || row.ExpiresAt <= time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return null;
        }

        var scope = new AccountId(row.AccountId);

        if (directory.User(new(row.UserId)) is not { Enabled: true } user
            || directory.Account(scope) is not { Enabled: true })
        {
            return null;
        }

        return user.AccountId == scope || user.Role is Role.Operator
            ? new(scope, user.Id, user.Role, ApiProof.Login)
            {
                Sites = user.Role is Role.SiteManager ? user.Sites : null,
            }
            : null;
    }

    public Task RevokeAsync(string token, CancellationToken cancellation) =>
        RevokeAsync(_byHash.TryGetValue(HashOf(token), out var row) ? [row] : [], cancellation);

    /// <summary>Ends all log-ins of a person, but for the one with the token <paramref name="kept"/>.</summary>
    public Task RevokeAllAsync(UserId user, string? kept, CancellationToken cancellation)
    {
        var keptHash = kept is null ? null : HashOf(kept);
        return RevokeAsync([.. OfUser(user).Where(row => row.Hash != keptHash)], cancellation);
    }

    /// <summary>Log-ins to a deleted account, also those of operators from elsewhere.</summary>
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        var rows = _byHash.Values.Where(row => row.AccountId == account.Value).ToList();
        await database.Set<ApiTokenRow>().Where(row => row.AccountId == account.Value)
            .ExecuteDeleteAsync(cancellation);
        return () => Forget(rows, null);
    }

    /// <summary>The log-ins of a person that have not ended, the latest first.</summary>
    public IReadOnlyList<ApiTokenRow> Of(UserId user)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();

        return [.. OfUser(user).Where(row => row.ExpiresAt > now).OrderByDescending(row => row.Id)];
    }

    /// <summary>Whether the request's token is this one.</summary>
    public static bool Is(ApiTokenRow row, string? token) => token is not null && row.Hash == HashOf(token);

    /// <summary>False when the person has no such log-in.</summary>
    public async Task<bool> RevokeAsync(UserId user, Guid id, CancellationToken cancellation)
    {
        var found = Of(user).Where(row => row.Id == id).ToList();
        await RevokeAsync(found, cancellation);

        return found.Count > 0;
    }

    private async Task RevokeAsync(List<ApiTokenRow> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0)
        {
            await store.WriteAsync(
                async (db, token) => await RemoveAsync(db, rows, token), _ => Forget(rows, null), cancellation);
        }
    }

    private List<ApiTokenRow> Outdated(UserId user, long now) =>
    [
        .. _byHash.Values.Where(row => row.ExpiresAt <= now),
        .. OfUser(user).Where(row => row.ExpiresAt > now).OrderByDescending(row => row.Id).Skip(MostPerUser - 1),
    ];

    private IEnumerable<ApiTokenRow> OfUser(UserId user) => _byHash.Values.Where(row => row.UserId == user.Value);

    private static async Task<int> RemoveAsync(
        DbContext db, IReadOnlyList<ApiTokenRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        return ids.Count == 0
            ? 0
            : await db.Set<ApiTokenRow>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private void Forget(IReadOnlyList<ApiTokenRow> old, ApiTokenRow? added)
    {
        foreach (var row in old)
        {
            _byHash.TryRemove(row.Hash, out _);
        }

        if (added is not null)
        {
            _byHash[added.Hash] = added;
        }
    }

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A token on its way to the person who logged in.</summary>
internal sealed record IssuedToken(Secret Token, DateTimeOffset ExpiresAt);
