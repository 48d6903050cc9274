using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Writes the ring states of a user's devices, all in one transaction.</summary>
internal sealed class RingStates(
    DirectoryWriter writer, DeviceModels devices, IOutbox outbox, ICurrentActor actors, TimeProvider time) : IRingStates
{
    private static readonly ChangeOutcome<RingStateChange>.NotFound _nothing = new();

    public async Task<RingStateChange> ToggleAsync(UserId owner, CancellationToken cancellation)
    {
        var outcome = await WriteAsync(owner, Toggle, cancellation);
        return outcome is ChangeOutcome<RingStateChange>.Done(var stored)
            ? stored.Value
            : new RingStateChange(owner, On: false, new Dictionary<DeviceId, RingState>());
    }

    public Task RestoreAsync(RingStateChange change, CancellationToken cancellation) => WriteAsync(
        change.Owner,
        _ => row => change.Before.GetValueOrDefault(new DeviceId(row.Id), row.RingState),
        cancellation);

    // Decided by the rows in the transaction, so that two people who toggle at once get one toggle each.
    private static Func<DeviceRow, RingState> Toggle(IReadOnlyList<DeviceRow> owned)
    {
        var next = owned.Any(row => row.RingState == RingState.On) ? RingState.Off : RingState.On;
        return _ => next;
    }

    private Task<ChangeOutcome<RingStateChange>> WriteAsync(
        UserId owner,
        Func<IReadOnlyList<DeviceRow>, Func<DeviceRow, RingState>> decide,
        CancellationToken cancellation)
    {
        // At the phone people switch their own.
        var actor = actors.Id ?? owner.ToString();

        return writer.WriteAsync<RingStateChange>(
            async (database, edits, token) =>
            {
                var owned = await database.Set<DeviceRow>()
                    .Where(row => row.OwnerId == owner.Value)
                    .ToListAsync(token);
                if (owned.Count == 0)
                {
                    return _nothing;
                }

                var before = owned.ToDictionary(row => new DeviceId(row.Id), row => row.RingState);
                var changed = Change(owned, decide(owned));
                await devices.PublishAsync(database, edits, changed, token);
                var on = owned.Any(row => row.RingState == RingState.On);
                outbox.Add(database, Toggled(owned, owner, on, actor));
                return new ChangeOutcome<RingStateChange>.Done(
                    owned[0].Stored(new RingStateChange(owner, on, before)));
            },
            cancellation);
    }

    private OutboxEvent Toggled(List<DeviceRow> owned, UserId owner, bool on, string actor) => new(
        new AccountId(owned[0].AccountId), "user.toggled", time.GetUtcNow(), actor, new JsonObject
        {
            ["userId"] = owner.ToString(),
            ["on"] = on,
            ["deviceIds"] = new JsonArray([.. owned.Select(row => JsonValue.Create(row.Id))]),
        });

    private List<DeviceRow> Change(List<DeviceRow> owned, Func<DeviceRow, RingState> next)
    {
        var changed = owned.FindAll(row => next(row) != row.RingState);
        foreach (var row in changed)
        {
            row.RingState = next(row);
            row.Version++;
            row.UpdatedAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        return changed;
    }
}
