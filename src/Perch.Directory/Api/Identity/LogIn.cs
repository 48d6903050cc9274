using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// The first step of a log-in: a user name and a password. Whatever is wrong, the answer is the same null after the same time, so that
/// nobody learns which accounts and names exist.
/// </summary>
internal sealed class LogIn(IPerchStore store, IDirectory directory, IPasswordHasher passwords, TimeProvider time)
{
    public async Task<ProvedPassword?> ProveAsync(LoginAttempt attempt, CancellationToken cancellation)
    {
        var account = AccountOf(attempt.Account);
        var candidate = account is null ? null : await FindAsync(account, attempt.Username, cancellation);

        // A candidate that may not come in still has its password checked: it must take as long.
        var right = await passwords.VerifyAsync(candidate?.PasswordHash, attempt.Password.Value, cancellation);

        if (!right || account is not { Enabled: true } || candidate is null
            || directory.User(candidate.User) is not { Enabled: true } user)
        {
            return null;
        }

        return new(user, account, candidate.PasswordHash!);
    }

    /// <summary>As <see cref="ProveAsync"/>, with a code on paper in place of the password.</summary>
    public async Task<ProvedInvitation?> ProveInvitationAsync(LoginAttempt attempt, CancellationToken cancellation)
    {
        var account = AccountOf(attempt.Account);
        var candidate = account is null ? null : await FindAsync(account, attempt.Username, cancellation);
        var isInTime = candidate?.InvitationUntil > time.GetUtcNow().ToUnixTimeMilliseconds();
        var right = await passwords.VerifyAsync(
            isInTime ? candidate!.InvitationHash : null, attempt.Password.Value, cancellation);

        return right && account is { Enabled: true } && directory.User(candidate!.User) is { Enabled: true } user
            ? new(user, candidate.Version)
            : null;
    }

    /// <summary>Whether what was proved a while ago still counts: nobody was disabled, no password changed.</summary>
    public async Task<bool> IsStillAsync(ProvedPassword proved, CancellationToken cancellation) =>
        directory.User(proved.User.Id) is { Enabled: true }
            && directory.Account(proved.Account.Id) is { Enabled: true }
            && await store.ReadAsync(
                (db, token) => db.Set<UserRow>()
                    .AnyAsync(user => user.Id == proved.User.Id.Value && user.PasswordHash == proved.PasswordHash, token),
                cancellation);

    private Account? AccountOf(string? name) => name is null
        ? directory.DefaultAccount
        : directory.AccountByRealm(name)
            ?? directory.Accounts.FirstOrDefault(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // An operator comes into every account, under the name they have in the first one.
    private async Task<Candidate?> FindAsync(Account account, string username, CancellationToken cancellation)
    {
        var key = username.ToLowerInvariant();
        var own = account.Id.Value;
        var first = directory.DefaultAccount.Id.Value;
        var found = await store.ReadAsync(
            (db, token) => db.Set<UserRow>()
                .Where(user => user.UsernameKey == key && (user.AccountId == own
                    || (user.AccountId == first && user.Role == Role.Operator)))
                .OrderByDescending(user => user.AccountId == own)
                .Select(user => new { user.Id, user.Version, user.PasswordHash, user.InvitationHash, user.InvitationUntil })
                .FirstOrDefaultAsync(token),
            cancellation);
        return found is null ? null : new(new(found.Id), found.Version, found.PasswordHash)
        {
            InvitationHash = found.InvitationHash,
            InvitationUntil = found.InvitationUntil,
        };
    }

    private sealed record Candidate(UserId User, long Version, string? PasswordHash)
    {
        public string? InvitationHash { get; init; }

        public long? InvitationUntil { get; init; }

        public override string ToString() => "***";
    }
}

/// <summary>What somebody typed into a log-in.</summary>
internal sealed record LoginAttempt(string? Account, string Username, Secret Password, LoginOrigin Origin);

/// <summary>Somebody whose password was right.</summary>
internal sealed record ProvedPassword(User User, Account Account, string PasswordHash)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}
