using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary><c>POST /webhooks/{id}/test</c>: one delivery now, of an event that did not happen.</summary>
internal sealed class WebhookTrial(
    Webhooks webhooks, WebhookSender sender, SecretBox box, ICurrentActor actors, TimeProvider time)
{
    public async Task<IResult> RunAsync(AccountId account, Guid id, CancellationToken cancellation)
    {
        if (await webhooks.FindAsync(account, id, cancellation) is not { } row)
        {
            return ApiProblem.NotFound();
        }

        // No number of the outbox: nobody may take it for a place to resume from.
        var eventId = $"test-{Guid.CreateVersion7(time.GetUtcNow())}";
        var envelope = new JsonObject
        {
            ["id"] = eventId,
            ["type"] = "webhook.test",
            ["at"] = time.GetUtcNow(),
            ["accountId"] = account.Value,
            ["actor"] = actors.Id,
            ["data"] = new JsonObject { ["webhookId"] = id },
        };
        var result = await sender.SendAsync(
            new(row.Url, box.Open(row.Id, row.Secret)),
            eventId,
            System.Text.Encoding.UTF8.GetBytes(envelope.ToJsonString(ApiJson.Options)),
            cancellation);

        return TypedResults.Ok(new TestedJson(result.IsDelivered, result.Status, result.Error));
    }
}
