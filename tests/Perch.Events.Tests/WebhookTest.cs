using Microsoft.EntityFrameworkCore;
using Perch.Directory;
using Perch.TestKit.Network;

namespace Perch.Events.Tests;

/// <summary>An office whose events go to a receiver, and what is known of how they go.</summary>
public abstract class WebhookTest : IAsyncLifetime
{
    private protected Newsroom Room { get; private set; } = null!;

    private protected WebhookReceiver Receiver { get; set; } = null!;

    private protected Secret Secret { get; } = WebhookSignature.NewSecret();

    /// <summary>The last event before the webhook that was added last.</summary>
    private protected long Start { get; private set; }

    private protected long Now => Room.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private protected Webhooks Webhooks => Room.Get<Webhooks>();

    public async ValueTask InitializeAsync()
    {
        Room = await Newsroom.OpenAsync();
        Receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static WebhookKey Key(Guid id) => new(Newsroom.Account, id, Actor: null);

    private protected async Task<Guid> AddAsync(string? types = null, Uri? url = null)
    {
        var draft = new WebhookDraft($"{url ?? Receiver.Url}", types is null ? [] : [types], Enabled: true);
        var row = await Webhooks.CreateAsync(Newsroom.Account, draft, Secret, Newsroom.Cancel);
        Start = row!.Cursor;

        return row.Id;
    }

    private protected Task ChangeAsync(Guid id, Func<WebhookDraft, WebhookDraft> edit) =>
        Webhooks.ChangeAsync(Key(id), ifVersion: null, edit, Newsroom.Cancel);

    private protected Task SayAsync(params string[] types) => Room.SayAsync(types.Select(type => Room.Event(type)));

    private protected Task PassAsync(TimeSpan time)
    {
        Room.Clock.Advance(time);
        return Task.CompletedTask;
    }

    private protected Task<List<RefusedEventRow>> RefusedAsync() => Room.Store.ReadAsync(
        (database, token) => database.Set<RefusedEventRow>().OrderBy(row => row.EventId).ToListAsync(token), Newsroom.Cancel);

    private protected async Task<WebhookRow> RowAsync(Guid id, Func<WebhookRow, bool> until)
    {
        var patience = TimeProvider.System.GetTimestamp();

        while (TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(20))
        {
            if (await Webhooks.FindAsync(Newsroom.Account, id, Newsroom.Cancel) is { } row && until(row) && IsSettled(row))
            {
                return row;
            }

            await Task.Yield();
        }

        throw new TimeoutException("The webhook's state did not become what was expected.");
    }

    // What is to be tried again is tried when the clock says so, and the courier begins to wait only after it has written.
    private bool IsSettled(WebhookRow row) => row.NextTryAt is not { } at || at <= Now
        || Room.Clock.IsAwaited(DateTimeOffset.FromUnixTimeMilliseconds(at));
}
