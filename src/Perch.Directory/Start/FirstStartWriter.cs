using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Makes the first account and its administrator, in one transaction.</summary>
internal sealed class FirstStartWriter(
    FirstAccount wanted, FirstStart result, IPerchStore store, UserHashes hashes, TimeProvider time)
{
    public const string AdminName = "admin";

    /// <summary>Throws <see cref="DataDirectoryException"/> when what was asked for breaks a rule.</summary>
    public async Task RunAsync(DirectorySnapshot snapshot, CancellationToken cancellation)
    {
        var account = AccountRules.Normalise(new AccountDraft
        {
            Name = DirectorySnapshot.DefaultAccountName,
            Realm = wanted.Realm,
        });
        var generated = wanted.AdminPassword is null ? RandomPassword.ForPerson() : null;
        var admin = new UserDraft
        {
            Username = AdminName,
            Role = Role.Operator,
            NewPassword = generated ?? wanted.AdminPassword,
        };
        Check(account, admin);

        var secrets = await hashes.OfAsync(admin, cancellation);
        var edits = await store.WriteAsync(
            (database, _) => Task.FromResult(Add(database, account, admin, secrets)),
            written => written.Apply(snapshot, news: null),
            cancellation);
        result.IsFirst = edits is not null;
        result.GeneratedPassword = generated;
    }

    private static void Check(AccountDraft account, UserDraft admin)
    {
        var checks = new FieldChecks();
        AccountRules.Check(checks, account);
        UserRules.Check(checks, admin);
        if (checks.Refuse<UserDraft>() is ChangeOutcome<UserDraft>.Refused { Problems: [var problem, ..] })
        {
            throw new DataDirectoryException($"The first account cannot be made: {problem.Field} {problem.Reason}.");
        }
    }

    private DirectoryEdits Add(DbContext database, AccountDraft account, UserDraft admin, UserSecrets secrets)
    {
        var now = time.GetUtcNow();
        var accountRow = new AccountRow { Id = Guid.CreateVersion7(now) };
        accountRow.Take(account);
        var adminRow = new UserRow
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountRow.Id,
            PasswordHash = secrets.PasswordHash,
        };
        adminRow.Take(admin);

        foreach (var row in (ReadOnlySpan<Row>)[accountRow, adminRow])
        {
            row.CreatedAt = row.UpdatedAt = now.ToUnixTimeMilliseconds();
            database.Add(row);
        }

        var edits = new DirectoryEdits();
        edits.Put(accountRow.ToModel());
        edits.Put(adminRow.ToModel());
        return edits;
    }
}
