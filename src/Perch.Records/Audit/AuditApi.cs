using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Records;

/// <summary><c>GET /audit</c>: who did what to which thing, when and from where.</summary>
internal static class AuditApi
{
    private static readonly ListOf<AuditRow> _list = new ListOf<AuditRow>(row => row.Id)
        .SortedBy("at", row => row.At)
        .FilteredById("user", row => row.UserId)
        .FilteredById("apiKey", row => row.ApiKeyId)
        .FilteredById("object", row => row.ObjectId)
        .FilteredByText("kind", row => row.Kind)
        .FilteredByText("act", row => row.Act)
        .FilteredByTime("from", time => row => row.At >= time)
        .FilteredByTime("to", time => row => row.At <= time)
        .SearchedIn(row => row.ObjectName);

    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync)
        .WithTags("Audit")
        .WithSummary("Who did what to which thing, when and from where")
        .ProducesList<AuditJson>();

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = caller.Account.Value;
        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(database.Set<AuditRow>().Where(row => row.AccountId == account), token),
            cancellation);

        return TypedResults.Ok(page.Select(AuditJson.Of));
    }
}

/// <summary>One act.</summary>
/// <param name="UserId">Who did it; null where a program with an API key did.</param>
/// <param name="Fields">What a change touched; never what was written.</param>
internal sealed record AuditJson(
    Guid Id,
    DateTimeOffset At,
    Guid? UserId,
    Guid? ApiKeyId,
    string Role,
    string Address,
    string Act,
    string Kind,
    Guid ObjectId,
    string ObjectName,
    IReadOnlyList<string> Fields)
{
    public static AuditJson Of(AuditRow row) => new(
        row.Id,
        DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        row.UserId,
        row.ApiKeyId,
        row.Role,
        row.Address,
        row.Act,
        row.Kind,
        row.ObjectId,
        row.ObjectName,
        row.Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
