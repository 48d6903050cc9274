using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>What one round found.</summary>
/// <param name="Begun">Conditions that are told with it.</param>
/// <param name="Over">Conditions that may be told again when they come back.</param>
/// <param name="Position">Up to which event.</param>
internal sealed record Findings(
    IReadOnlyList<Notice> Notices, IReadOnlyList<ConditionKey> Begun, IReadOnlyList<ConditionKey> Over, long Position);

/// <summary>
/// Writes what was found for everybody who wants it, in one transaction with what was told: so that nothing is told twice
/// or never. The mails follow.
/// </summary>
internal sealed class NotificationWriter(
    Audience audience, IPerchStore store, IOutbox outbox, MailQueue queue, IChanges<UserId, UserDraft> users, TimeProvider time)
{
    public async Task WriteAsync(Findings findings, CancellationToken cancellation)
    {
        var mails = await store.WriteAsync(
            async (database, token) =>
            {
                await NoteAsync(database, findings, token);
                return await AddAsync(database, findings.Notices, token);
            },
            committed: null,
            cancellation);

        foreach (var (user, notice) in mails)
        {
            if (await AddressOfAsync(notice.Account, user) is { } address)
            {
                queue.Add(notice.Account, new(address, SubjectOf(notice.Kind), TextOf(notice)));
            }
        }
    }

    // What was committed must not look as if it had failed: then it would be told again.
    private async Task<string?> AddressOfAsync(AccountId account, UserId user)
    {
        try
        {
            return (await users.FindAsync(account, user, CancellationToken.None))?.Value.Email;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private async Task<List<(UserId User, Notice Notice)>> AddAsync(
        DbContext database, IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var told = notices.SelectMany(notice => audience.Of(notice).Select(user => (User: user.Id, Notice: notice))).ToList();
        var choices = await Audience.ChoicesAsync(
            database, [.. told.Select(one => one.User.Value).Distinct()], cancellation);
        var mails = new List<(UserId User, Notice Notice)>();

        foreach (var one in told)
        {
            var choice = choices.GetValueOrDefault((one.User.Value, one.Notice.Kind), Choice.Usual);

            if (choice.Bell)
            {
                Add(database, one.User, one.Notice);
            }

            if (choice.Mail)
            {
                mails.Add(one);
            }
        }

        return mails;
    }

    private void Add(DbContext database, UserId user, Notice notice)
    {
        var row = new NotificationRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            AccountId = notice.Account.Value,
            UserId = user.Value,
            Kind = notice.Kind,
            At = notice.At.ToUnixTimeMilliseconds(),
            Text = notice.Text,
            DeviceId = notice.Device?.Value,
        };
        database.Add(row);
        outbox.Add(database, NotificationEvents.Added(row, time.GetUtcNow()));
    }

    private static async Task NoteAsync(DbContext database, Findings findings, CancellationToken cancellation)
    {
        database.AddRange(findings.Begun.Select(
            key => new ToldConditionRow { AccountId = key.Account.Value, Key = key.Name }));

        foreach (var (account, name) in findings.Over)
        {
            await database.Set<ToldConditionRow>().Where(row => row.AccountId == account.Value && row.Key == name)
                .ExecuteDeleteAsync(cancellation);
        }

        if (await database.Set<ToldEventsRow>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Position, findings.Position), cancellation) == 0)
        {
            database.Add(new ToldEventsRow { Position = findings.Position });
        }
    }

    private static string SubjectOf(NotificationKind kind) => kind switch
    {
        NotificationKind.PhoneOffline => "Perch: a phone is offline",
        NotificationKind.Displaced => "Perch: somebody was displaced from a desk",
        NotificationKind.Locked => "Perch: log-ins are locked",
        NotificationKind.DiskFull => "Perch: the disk is nearly full",
        _ => "Perch: something needs you",
    };

    private static string TextOf(Notice notice) =>
        $"{notice.Text}\n\nYou get this because you chose it in Perch, under Notifications.\n";
}

/// <summary>What the bells of open pages hear.</summary>
internal static class NotificationEvents
{
    public static OutboxEvent Added(NotificationRow row, DateTimeOffset now) => Of("notification.added", row, now, actor: null);

    public static OutboxEvent Read(NotificationRow row, DateTimeOffset now, string? actor) =>
        Of("notification.changed", row, now, actor);

    private static OutboxEvent Of(string type, NotificationRow row, DateTimeOffset now, string? actor) => new(
        new(row.AccountId), type, now, actor, new JsonObject
        {
            ["notificationId"] = row.Id,
            ["userId"] = row.UserId,
            ["kind"] = WireNames.Of(row.Kind),
        });
}
