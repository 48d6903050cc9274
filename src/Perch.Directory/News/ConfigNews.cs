using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Perch.Directory;

/// <summary>
/// Says what a transaction of the directory changes, by what its context is about to save: so no use case can forget
/// to, and what follows from a change (a phone that lost its owner) is told as well.
/// </summary>
internal sealed class ConfigNews(IOutbox outbox, ICurrentActor actors, TimeProvider time)
{
    public string? Actor => actors.Id;

    public void Tell(DbContext database, string? actor)
    {
        foreach (var row in database.ChangeTracker.Entries<Row>().ToList())
        {
            if (ChangeOf(row) is { } change)
            {
                outbox.Add(database, change.ToEvent(AccountOf(row.Entity), time.GetUtcNow(), actor));
            }
        }
    }

    private static ConfigChange? ChangeOf(EntityEntry<Row> row)
    {
        // Of a deleted account nothing is left, its events neither.
        if (KindOf(row.Entity) is not { } kind || row is { Entity: AccountRow, State: EntityState.Deleted })
        {
            return null;
        }

        var id = row.Entity is FeatureCodeRow code ? code.Name : row.Entity.Id.ToString();

        return row.State switch
        {
            EntityState.Added => new(kind, id, ConfigChange.Created, []),
            EntityState.Deleted => new(kind, id, ConfigChange.Deleted, []),
            EntityState.Modified => new(kind, id, ConfigChange.Changed, ChangedFields.Of(row)),
            _ => null,
        };
    }

    private static string? KindOf(Row row) => row switch
    {
        AccountRow => "account",
        SiteRow => "site",
        UserRow => "user",
        DeviceRow => "device",
        FeatureCodeRow => "feature-code",
        _ => null,
    };

    private static AccountId AccountOf(Row row) =>
        new(row is AccountOwnedRow owned ? owned.AccountId : row.Id);
}
