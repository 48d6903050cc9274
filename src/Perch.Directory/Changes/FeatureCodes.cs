using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Writes the codes that an account changed.</summary>
internal sealed class FeatureCodes(DirectoryWriter writer, TimeProvider time) : IFeatureCodes
{
    public async Task<ChangeOutcome<FeatureCode>> PutAsync(
        AccountId account, string name, string code, bool enabled, CancellationToken cancellation)
    {
        var checks = new FieldChecks();
        AccountRules.CheckCode(checks, code);
        if (!checks.IsClean)
        {
            return checks.Refuse<FeatureCode>();
        }

        var wanted = new FeatureCode(account, name, code, enabled);
        return await writer.WriteAsync(
            (database, edits, token) => WriteAsync(database, edits, wanted, token), cancellation);
    }

    private async Task<ChangeOutcome<FeatureCode>> WriteAsync(
        DbContext database, DirectoryEdits edits, FeatureCode wanted, CancellationToken cancellation)
    {
        var account = wanted.AccountId.Value;
        if (!await database.Set<AccountRow>().AnyAsync(row => row.Id == account, cancellation))
        {
            return new ChangeOutcome<FeatureCode>.NotFound();
        }

        var row = await database.Set<FeatureCodeRow>()
            .SingleOrDefaultAsync(code => code.AccountId == account && code.Name == wanted.Name, cancellation);
        var checks = new FieldChecks();
        await CheckAsync(new(checks, database, account, row?.Id ?? Guid.Empty), wanted, cancellation);
        if (!checks.IsClean)
        {
            return checks.Refuse<FeatureCode>();
        }

        row = Write(database, row, wanted);
        edits.Put(wanted);
        return new ChangeOutcome<FeatureCode>.Done(row.Stored(wanted));
    }

    private static async Task CheckAsync(
        DatabaseChecks checks, FeatureCode wanted, CancellationToken cancellation)
    {
        await ReservedNumbers.CheckAsync(checks, "code", wanted.Code, cancellation);

        if (!wanted.Enabled)
        {
            return;
        }

        var other = await checks.Others<FeatureCodeRow>()
            .FirstOrDefaultAsync(row => row.Enabled && row.Code == wanted.Code, cancellation);
        if (other is not null)
        {
            checks.Fields.Taken("code", other.Name);
        }

        var user = await checks.Others<UserRow>()
            .FirstOrDefaultAsync(row => row.Extension == wanted.Code, cancellation);
        if (user is not null)
        {
            checks.Fields.Taken("code", user.ToModel().DisplayName);
        }
    }

    private FeatureCodeRow Write(DbContext database, FeatureCodeRow? row, FeatureCode wanted)
    {
        var now = time.GetUtcNow();
        if (row is null)
        {
            row = new FeatureCodeRow
            {
                Id = Guid.CreateVersion7(now),
                AccountId = wanted.AccountId.Value,
                Name = wanted.Name,
                CreatedAt = now.ToUnixTimeMilliseconds(),
            };
            database.Add(row);
        }
        else
        {
            row.Version++;
        }

        row.Code = wanted.Code;
        row.Enabled = wanted.Enabled;
        row.UpdatedAt = now.ToUnixTimeMilliseconds();
        return row;
    }
}
