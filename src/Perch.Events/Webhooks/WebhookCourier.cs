using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What a courier works with.</summary>
internal sealed record CourierTools(
    IPerchStore Store, OutboxTail Tail, EventPages Pages, WebhookSender Sender, SecretBox Box, TimeProvider Time);

/// <summary>Where a courier is, for whoever counts; written by it alone.</summary>
internal sealed class CourierPlace
{
    private long _at;

    /// <summary>The last event that it has dealt with, wanted or not.</summary>
    public long At
    {
        get => Volatile.Read(ref _at);
        set => Volatile.Write(ref _at, value);
    }

    public volatile bool IsFailing;
}

/// <summary>
/// Carries the events of one webhook, one after another in their order. How far it has come is in the database after
/// each step, so that a restart goes on there; a death between the receiver's answer and that write repeats one event,
/// with the same id.
/// </summary>
internal sealed class WebhookCourier(CourierTools tools, WebhookRow row, CourierPlace place)
{
    private readonly EventFilter _filter = Webhooks.FilterOf(row);
    private readonly WebhookAddress _address = new(row.Url, tools.Box.Open(row.Id, row.Secret));
    private readonly AccountId _account = new(row.AccountId);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await tools.Tail.FollowAsync().WaitAsync(cancellation);

        // It may be ahead of what everybody may see, by the very change that made the webhook.
        var position = place.At = row.Cursor;

        while (true)
        {
            await tools.Pages.WaitBeyondAsync(position).WaitAsync(cancellation);
            var page = await tools.Pages.AfterAsync(_account, position, cancellation);

            foreach (var frame in page.Frames.Where(frame => _filter.Wants(frame.Type)))
            {
                if (!await DeliverAsync(frame, cancellation))
                {
                    return;
                }

                place.At = frame.Id;
            }

            place.At = position = page.UpTo;
        }
    }

    /// <summary>False where the webhook is gone. An event that is too old by the time it could be sent is left out.</summary>
    private async Task<bool> DeliverAsync(EventFrame frame, CancellationToken cancellation)
    {
        while (await IsYoungAtItsTurnAsync(frame, cancellation))
        {
            var result = await tools.Sender.SendAsync(
                _address, frame.Id.ToString(CultureInfo.InvariantCulture), frame.Envelope, cancellation);
            Note(frame, result);
            place.IsFailing = !result.IsDelivered;

            if (!await SaveAsync())
            {
                return false;
            }

            if (result.IsDelivered)
            {
                return true;
            }
        }

        (row.Cursor, row.FailedTries, row.NextTryAt) = (frame.Id, 0, null);
        place.IsFailing = false;
        return await SaveAsync();
    }

    private async Task<bool> IsYoungAtItsTurnAsync(EventFrame frame, CancellationToken cancellation)
    {
        if (row.NextTryAt is { } at
            && DateTimeOffset.FromUnixTimeMilliseconds(at) - tools.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, tools.Time, cancellation);
        }

        return tools.Time.GetUtcNow() - frame.At < EventLimits.KeptFor;
    }

    private void Note(EventFrame frame, DeliveryResult result)
    {
        var now = tools.Time.GetUtcNow();
        row.LastTryAt = now.ToUnixTimeMilliseconds();
        (row.LastStatus, row.LastError) = (result.Status, result.Error);

        if (result.IsDelivered)
        {
            row.LastDeliveredAt = row.LastTryAt;
            (row.Cursor, row.FailedTries, row.FailingSince, row.NextTryAt) = (frame.Id, 0, null, null);
        }
        else
        {
            row.FailedTries++;
            row.FailingSince ??= row.LastTryAt;
            row.NextTryAt = (now + RetryWaits.After(row.FailedTries)).ToUnixTimeMilliseconds();
        }
    }

    // Columns of deliveries only: an administrator may be changing the others. Not to be cancelled: what was
    // delivered is to be remembered.
    private async Task<bool> SaveAsync()
    {
        try
        {
            return await tools.Store.WriteAsync(
                (database, token) => database.Set<WebhookRow>().Where(same => same.Id == row.Id)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(same => same.Cursor, row.Cursor)
                            .SetProperty(same => same.FailedTries, row.FailedTries)
                            .SetProperty(same => same.FailingSince, row.FailingSince)
                            .SetProperty(same => same.NextTryAt, row.NextTryAt)
                            .SetProperty(same => same.LastTryAt, row.LastTryAt)
                            .SetProperty(same => same.LastStatus, row.LastStatus)
                            .SetProperty(same => same.LastError, row.LastError)
                            .SetProperty(same => same.LastDeliveredAt, row.LastDeliveredAt),
                        token),
                committed: null,
                CancellationToken.None) > 0;
        }
        catch (StoreUnavailableException)
        {
            // Memory goes on; the next step is written again.
            return true;
        }
    }
}
