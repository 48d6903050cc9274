using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Writes what a transaction does to a callflow into the outbox, in that transaction.</summary>
internal sealed class CallflowEvents(IOutbox outbox, ICurrentActor actors, TimeProvider time)
{
    /// <summary>To be read before the transaction.</summary>
    public string? Actor => actors.Id;

    /// <param name="callflow">Null where nothing changes.</param>
    public void Say(DbContext database, Callflow? callflow, string? actor)
    {
        if (callflow is null
            || database.ChangeTracker.Entries<CallflowRow>().SingleOrDefault() is not { } row)
        {
            return;
        }

        var id = callflow.Id.ToString();
        var change = row.State switch
        {
            EntityState.Added => new ConfigChange("callflow", id, ConfigChange.Created, []),
            EntityState.Deleted => new ConfigChange("callflow", id, ConfigChange.Deleted, []),
            _ => new ConfigChange("callflow", id, ConfigChange.Changed, FieldsOf(database, row)),
        };
        outbox.Add(database, change.ToEvent(callflow.AccountId, time.GetUtcNow(), actor));
    }

    private static string[] FieldsOf(DbContext database, EntityEntry<CallflowRow> row)
    {
        var numbers = database.ChangeTracker.Entries<CallflowNumberRow>()
            .Where(number => number.State is not EntityState.Unchanged)
            .Select(number => number.Entity.IsPattern ? "patterns" : "numbers");

        return
        [
            .. row.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name)
                .Where(name => name is nameof(CallflowRow.Name) or nameof(CallflowRow.Flow))
                .Select(JsonNamingPolicy.CamelCase.ConvertName)
                .Concat(numbers).Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
