using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What an administrator writes about a webhook.</summary>
internal sealed record WebhookDraft(string Url, IReadOnlyList<string> Types, bool Enabled)
{
    public static WebhookDraft New { get; } = new("", [], Enabled: true);
}

/// <summary>What administrators do with webhooks. Each is one transaction, and the courier follows.</summary>
internal sealed class Webhooks(
    IPerchStore store, SecretBox box, WebhookCouriers couriers, IOutbox outbox, ICurrentActor actors, TimeProvider time)
{
    public const int MostOfAnAccount = 50;

    public static EventFilter FilterOf(WebhookRow row) => EventFilter.Parse(TypesOf(row)) ?? EventFilter.Everything;

    public static IReadOnlyList<string> TypesOf(WebhookRow row) =>
        row.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public Task<WebhookRow?> FindAsync(AccountId account, Guid id, CancellationToken cancellation) => store.ReadAsync(
        (database, token) => database.Set<WebhookRow>()
            .SingleOrDefaultAsync(row => row.AccountId == account.Value && row.Id == id, token),
        cancellation);

    /// <summary>Null where the account has as many as it may.</summary>
    public async Task<WebhookRow?> CreateAsync(
        AccountId account, WebhookDraft draft, Secret secret, CancellationToken cancellation)
    {
        var actor = actors.Id;
        var row = New(account, draft, secret);
        var isAdded = await store.WriteAsync(
            async (database, token) =>
            {
                if (await database.Set<WebhookRow>().CountAsync(other => other.AccountId == account.Value, token)
                    >= MostOfAnAccount)
                {
                    return false;
                }

                database.Add(row);
                Tell(database, row, ConfigChange.Created, actor);
                await BeginNowAsync(database, row, token);
                return true;
            },
            committed: null,
            cancellation);

        if (isAdded)
        {
            await couriers.BeginAsync(row.Id);
        }

        return isAdded ? row : null;
    }

    public Task<WebhookOutcome> ChangeAsync(
        WebhookKey key, long? ifVersion, Func<WebhookDraft, WebhookDraft> edit, CancellationToken cancellation) =>
        WriteAsync(
            key, ifVersion,
            async (database, row, token) =>
            {
                var wasEnabled = row.Enabled;
                Take(row, edit(new(row.Url, TypesOf(row), row.Enabled)));
                row.Version++;
                row.UpdatedAt = time.GetUtcNow().ToUnixTimeMilliseconds();
                row.NextTryAt = null;
                Tell(database, row, ConfigChange.Changed, key.Actor);

                // What happened while it was off is not for it.
                if (row.Enabled && !wasEnabled)
                {
                    await BeginNowAsync(database, row, token);
                }
            },
            cancellation);

    public Task<WebhookOutcome> DeleteAsync(WebhookKey key, long? ifVersion, CancellationToken cancellation) => WriteAsync(
        key, ifVersion,
        (database, row, _) =>
        {
            database.Remove(row);
            Tell(database, row, ConfigChange.Deleted, key.Actor);
            return Task.CompletedTask;
        },
        cancellation);

    /// <summary>Everything from this event on is delivered once more.</summary>
    public Task<WebhookOutcome> ReplayAsync(WebhookKey key, long from, CancellationToken cancellation) => WriteAsync(
        key, ifVersion: null,
        (_, row, _) =>
        {
            (row.Cursor, row.FailedTries, row.RefusedTries, row.NextTryAt) = (from - 1, 0, 0, null);
            return Task.CompletedTask;
        },
        cancellation);

    // Before the courier is stopped: nobody stops the deliveries of another account by an id.
    private async Task<WebhookOutcome> WriteAsync(
        WebhookKey key, long? ifVersion, Func<DbContext, WebhookRow, CancellationToken, Task> change,
        CancellationToken cancellation) => await FindAsync(key.Account, key.Id, cancellation) is null
        ? new(Row: null, IsDone: false)
        : await couriers.WithoutAsync(key.Id, () => store.WriteAsync(
            async (database, token) =>
            {
                var row = await database.Set<WebhookRow>().AsTracking()
                    .SingleOrDefaultAsync(row => row.AccountId == key.Account.Value && row.Id == key.Id, token);

                if (row is null || (ifVersion is { } version && version != row.Version))
                {
                    return new WebhookOutcome(row, IsDone: false);
                }

                await change(database, row, token);
                return new WebhookOutcome(row, IsDone: true);
            },
            committed: null,
            cancellation));

    // After the event of this very change: nobody wants to hear first of all that they will hear.
    private static async Task BeginNowAsync(DbContext database, WebhookRow row, CancellationToken cancellation)
    {
        await database.SaveChangesAsync(cancellation);
        row.Cursor = await database.Set<OutboxRow>().MaxAsync(happened => (long?)happened.Id, cancellation) ?? 0;
        (row.FailedTries, row.RefusedTries, row.FailingSince) = (0, 0, null);
    }

    private WebhookRow New(AccountId account, WebhookDraft draft, Secret secret)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var row = new WebhookRow
        {
            Id = id,
            AccountId = account.Value,
            Secret = box.Seal(id, secret),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            UpdatedAt = now.ToUnixTimeMilliseconds(),
        };
        Take(row, draft);
        return row;
    }

    private static void Take(WebhookRow row, WebhookDraft draft)
    {
        row.Url = draft.Url;
        row.Types = string.Join(' ', draft.Types);
        row.Enabled = draft.Enabled;
    }

    private void Tell(DbContext database, WebhookRow row, string what, string? actor) => outbox.Add(
        database,
        new ConfigChange("webhook", row.Id.ToString(), what, []).ToEvent(
            new(row.AccountId), time.GetUtcNow(), actor));
}

/// <summary>Which webhook, and who asks.</summary>
internal sealed record WebhookKey(AccountId Account, Guid Id, string? Actor);

/// <summary>What became of a change: not done without a row is not found, not done with one is another version.</summary>
internal sealed record WebhookOutcome(WebhookRow? Row, bool IsDone);
