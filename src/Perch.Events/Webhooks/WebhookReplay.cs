using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary><c>POST /webhooks/{id}/replay</c>: everything from an event on, in its turn, or one event alone and now.</summary>
internal sealed class WebhookReplay(
    Webhooks webhooks, ReplayPlace place, WebhookSender sender, SecretBox box, IPerchStore store, TimeProvider time)
{
    private const string Rule = "must be the id of an event of the last 24 hours";

    /// <summary>Null, and what is wrong is said in the body's errors; or what became of it.</summary>
    public async Task<WebhookOutcome?> RunAsync(
        WebhookKey key, WebhookRow row, JsonBody body, CancellationToken cancellation)
    {
        var from = IdIn(body, "from");
        var only = IdIn(body, "only");

        if (from.HasValue == only.HasValue && !body.Errors.Any)
        {
            body.Reject("from", "must be given, or only instead");
        }
        else if (from is { } first && await place.IsKeptAsync(first, cancellation))
        {
            return await webhooks.ReplayAsync(key, first, cancellation);
        }
        else if (only is { } id && await place.FindAsync(key.Account, id, cancellation) is { } frame)
        {
            return await SendAsync(row, frame, cancellation);
        }
        else if (!body.Errors.Any)
        {
            body.Reject(from is null ? "only" : "from", Rule);
        }

        return null;
    }

    private static long? IdIn(JsonBody body, string name)
    {
        var text = body.Text(
            name, current: null, max: 20, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            Rule);
        return text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
    }

    // Beside the courier, who goes on meanwhile: this event has had its turn. Not to be cancelled once it is sent.
    private async Task<WebhookOutcome> SendAsync(WebhookRow row, EventFrame frame, CancellationToken cancellation)
    {
        var result = await sender.SendAsync(
            new(row.Url, box.Open(row.Id, row.Secret)), frame.Id.ToString(CultureInfo.InvariantCulture), frame.Envelope,
            cancellation);

        return await store.WriteAsync(
            async (database, token) =>
            {
                if (result.IsDelivered)
                {
                    await database.Set<RefusedEventRow>()
                        .Where(refused => refused.WebhookId == row.Id && refused.EventId == frame.Id)
                        .ExecuteDeleteAsync(token);
                }

                var now = await database.Set<WebhookRow>().AsTracking().SingleOrDefaultAsync(same => same.Id == row.Id, token);
                now?.Note(result, time.GetUtcNow());
                return new WebhookOutcome(now, IsDone: now is not null);
            },
            committed: null,
            CancellationToken.None);
    }
}
