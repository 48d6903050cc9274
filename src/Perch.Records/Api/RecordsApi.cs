using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Maps what this module answers under <c>/api/v1</c>.</summary>
public static class RecordsApi
{
    public static IEndpointRouteBuilder MapRecordsApi(this IEndpointRouteBuilder api)
    {
        var records = api.MapGroup("/call-records").WithTags("Call records");

        records.MapGet("", ListAsync)
            .WithSummary("Calls that are over; others than reception see those they took part in")
            .ProducesList<CallRecordJson>();
        records.MapGet("/{id:guid}", FindAsync)
            .WithSummary("One call that is over")
            .ProducesObject<CallRecordJson>();
        api.MapGet("/calls/{id}/explanation", ExplainAsync)
            .WithTags("Calls")
            .WithSummary("Why did my phone (not) ring? By the call's id, or the SIP Call-ID of the phone that called")
            .ProducesObject<ExplanationJson>();

        api.MapAudit();

        return api;
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, CallRecords records, IPerchStore store, CancellationToken cancellation)
    {
        if (!CallRecordLists.Records.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(records.VisibleTo(caller, database.Set<CallRecordRow>()), token),
            cancellation);

        return TypedResults.Ok(page.Select(CallRecordJson.Of));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ApiCaller caller, CallRecords records, CancellationToken cancellation) =>
        await records.FindAsync(caller, id.ToString(), cancellation) is { } row
            ? ApiObject.Found(CallRecordJson.Of(row), version: 1)
            : ApiProblem.NotFound();

    private static Task<IResult> ExplainAsync(
        string id, ApiCaller caller, ExplanationEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.RunAsync(id, caller, cancellation);
}
