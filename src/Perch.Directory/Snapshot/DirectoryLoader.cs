using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Brings the snapshot up from the database; makes the first account where there is none.</summary>
internal sealed class DirectoryLoader(
    IPerchStore store, DirectorySnapshot snapshot, DeviceModels devices, KeyFiles keys,
    FirstStartWriter firstStart)
    : ILoadedAtStart
{
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await store.ReadAsync(ReadAllAsync, cancellation);
        if (!snapshot.Accounts.Any())
        {
            keys.MakeAll();
            await firstStart.RunAsync(snapshot, cancellation);
        }
    }

    private async Task<bool> ReadAllAsync(DbContext database, CancellationToken cancellation)
    {
        foreach (var account in await database.Set<AccountRow>().ToListAsync(cancellation))
        {
            snapshot.Put(account.ToModel());
        }

        if (snapshot.Accounts.Any())
        {
            keys.Demand(KeyPurpose.SipPasswords, KeyPurpose.Pins);
        }

        foreach (var site in await database.Set<SiteRow>().ToListAsync(cancellation))
        {
            snapshot.Put(site.ToModel());
        }

        foreach (var code in await database.Set<FeatureCodeRow>().ToListAsync(cancellation))
        {
            snapshot.Put(code.ToModel());
        }

        await ReadUsersAsync(database, cancellation);
        await ReadDevicesAsync(database, cancellation);
        return true;
    }

    private async Task ReadUsersAsync(DbContext database, CancellationToken cancellation)
    {
        await foreach (var row in database.Set<UserRow>().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            snapshot.Put(row.ToModel());
        }
    }

    private async Task ReadDevicesAsync(DbContext database, CancellationToken cancellation)
    {
        try
        {
            await foreach (var row in database.Set<DeviceRow>().AsAsyncEnumerable().WithCancellation(cancellation))
            {
                snapshot.Put(devices.Of(row, snapshot.Account(new AccountId(row.AccountId))!.Realm));
            }
        }
        catch (CryptographicException exception)
        {
            throw new DataDirectoryException(
                "The keys do not belong to this database: restore keys/ and perch.db from the same backup.", exception);
        }
    }
}
