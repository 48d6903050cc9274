using System.Globalization;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What a courier works with.</summary>
internal sealed record CourierTools(
    CourierNotes Notes, OutboxTail Tail, EventPages Pages, WebhookSender Sender, SecretBox Box, TimeProvider Time);

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
/// each step, so that a restart goes on there; a death between the receiver's answer and that write repeats what was
/// sent since the last one, with the same ids. What the receiver refuses for good while it accepts a later one is set aside.
/// </summary>
internal sealed class WebhookCourier(CourierTools tools, WebhookRow row, CourierPlace place)
{
    private readonly WantedEvents _wanted = new(tools.Pages, new(row.AccountId), Webhooks.FilterOf(row));
    private readonly WebhookAddress _address = new(row.Url, tools.Box.Open(row.Id, row.Secret));
    private HashSet<string> _refusedTypes = [];

    /// <summary>Where everything up to here was refused, the next event is asked for as soon as it comes.</summary>
    private long? _refusedUpTo;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await tools.Tail.FollowAsync().WaitAsync(cancellation);
        _refusedTypes = await tools.Notes.RefusedTypesAsync(row.Id, cancellation);

        // It may be ahead of what everybody may see, by the very change that made the webhook.
        var position = place.At = row.Cursor;

        while (true)
        {
            var page = await _wanted.PageAfterAsync(position, cancellation);

            // The cursor may be further than the event that was to be delivered, by those it was set aside for.
            foreach (var frame in page.Frames.Where(frame => frame.Id > row.Cursor))
            {
                if (!await DeliverAsync(frame, cancellation))
                {
                    return;
                }

                place.At = row.Cursor;
            }

            place.At = position = Math.Max(page.UpTo, row.Cursor);
        }
    }

    /// <summary>False where the webhook is gone. An event that is too old by the time it could be sent is left out.</summary>
    private async Task<bool> DeliverAsync(EventFrame frame, CancellationToken cancellation)
    {
        _refusedUpTo = row.RefusedTries >= TriesOf(frame) ? frame.Id : null;

        while (await IsYoungAtItsTurnAsync(frame, cancellation))
        {
            var tries = await TryAsync(frame, cancellation);
            Note(tries);

            if (!await SaveAsync(SetAsideBy(tries), cancellation))
            {
                return false;
            }

            if (tries[^1].Result.IsDelivered)
            {
                return true;
            }
        }

        (row.Cursor, row.FailedTries, row.RefusedTries, row.NextTryAt) = (frame.Id, 0, 0, null);
        place.IsFailing = false;
        return await SaveAsync([], cancellation);
    }

    private async Task<bool> IsYoungAtItsTurnAsync(EventFrame frame, CancellationToken cancellation)
    {
        if (row.NextTryAt is { } at
            && DateTimeOffset.FromUnixTimeMilliseconds(at) - tools.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await WaitAsync(wait, cancellation);
        }

        return tools.Time.GetUtcNow() - frame.At < EventLimits.KeptFor;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var itsTime = Task.Delay(wait, tools.Time, either.Token);

        try
        {
            await await Task.WhenAny(
                itsTime, _refusedUpTo is { } refused ? _wanted.OneMoreAsync(refused, either.Token) : itsTime);
        }
        finally
        {
            await either.CancelAsync();
        }
    }

    /// <summary>
    /// One try, and where that is one refusal too many, one of each event after it until the receiver does not refuse: by
    /// that it is seen whether it refuses this event or everything.
    /// </summary>
    private async Task<List<DeliveryTry>> TryAsync(EventFrame frame, CancellationToken cancellation)
    {
        var tries = new List<DeliveryTry> { await SendAsync(frame, cancellation) };
        _refusedUpTo = null;

        if (!tries[0].Result.IsRefused || row.RefusedTries + 1 < TriesOf(frame))
        {
            return tries;
        }

        var later = await _wanted.FirstAfterAsync(frame.Id, EventLimits.MostRefusedInARow, cancellation);

        foreach (var next in later.Frames)
        {
            tries.Add(await SendAsync(next, cancellation));

            if (!tries[^1].Result.IsRefused)
            {
                return tries;
            }
        }

        _refusedUpTo = later.Frames.Count < EventLimits.MostRefusedInARow ? later.UpTo : null;
        return tries;
    }

    // A type that was refused before is not waited for again: a receiver that knows no such events would never catch up.
    private int TriesOf(EventFrame frame) => _refusedTypes.Contains(frame.Type) ? 1 : EventLimits.TriesUntilSetAside;

    private async Task<DeliveryTry> SendAsync(EventFrame frame, CancellationToken cancellation) => new(
        frame,
        await tools.Sender.SendAsync(
            _address, frame.Id.ToString(CultureInfo.InvariantCulture), frame.Envelope, cancellation));

    private void Note(List<DeliveryTry> tries)
    {
        var now = tools.Time.GetUtcNow();
        var (last, result) = tries[^1];
        row.Note(result, now);
        place.IsFailing = !result.IsDelivered;

        if (result.IsDelivered)
        {
            (row.Cursor, row.FailedTries, row.RefusedTries, row.FailingSince, row.NextTryAt) = (last.Id, 0, 0, null, null);
            return;
        }

        row.FailingSince ??= row.LastTryAt;

        // One before its time, because another event has come, makes nothing later.
        if (row.NextTryAt is not { } at || at <= row.LastTryAt)
        {
            row.FailedTries++;
            row.RefusedTries += tries[0].Result.IsRefused ? 1 : 0;
            row.NextTryAt = (now + RetryWaits.After(row.FailedTries)).ToUnixTimeMilliseconds();
        }
    }

    /// <summary>All before the one that was delivered.</summary>
    private List<RefusedEventRow> SetAsideBy(List<DeliveryTry> tries)
    {
        if (!tries[^1].Result.IsDelivered)
        {
            return [];
        }

        _refusedTypes.Remove(tries[^1].Frame.Type);
        var refused = tries[..^1];
        _refusedTypes.UnionWith(refused.Select(one => one.Frame.Type));
        return refused.ConvertAll(one => one.Refused(row.Id, tools.Time.GetUtcNow()));
    }

    private async Task<bool> SaveAsync(List<RefusedEventRow> setAside, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await tools.Notes.SaveAsync(row, setAside);
            }
            catch (StoreUnavailableException) when (setAside.Count == 0)
            {
                // Memory goes on; the next step is written again.
                return true;
            }
            catch (StoreUnavailableException)
            {
                // What is set aside would be nowhere; without it, a new start begins before it.
                await Task.Delay(RetryWaits.After(1), tools.Time, cancellation);
            }
        }
    }
}
