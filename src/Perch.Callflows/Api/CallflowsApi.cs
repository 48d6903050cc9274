using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Callflows;

using ICallflowChanges = IChanges<Guid, CallflowDraft>;

/// <summary>Maps callflows and feature codes under <c>/api/v1</c>.</summary>
public static class CallflowsApi
{
    private const string Path = "/api/v1/callflows";

    private static readonly ListOf<Callflow> Callflows = new ListOf<Callflow>(callflow => callflow.Id)
        .SortedBy("name", callflow => callflow.Name)
        .SearchedIn(callflow => callflow.Name)
        .FilteredBy("number", number => callflow => callflow.Numbers.Contains(number), "");

    public static IEndpointRouteBuilder MapCallflowsApi(this IEndpointRouteBuilder api)
    {
        var callflows = api.MapGroup("/callflows").WithTags("Callflows");

        callflows.MapGet("", ListAsync).WithSummary("Callflows of the account").Produces<ListPage<CallflowJson>>();
        callflows.MapGet("/{id:guid}", FindAsync).WithSummary("One callflow").Produces<CallflowJson>();
        callflows.MapPost("", CreateAsync)
            .WithSummary("Make a callflow")
            .Accepts<CallflowBody>("application/json")
            .Produces<CallflowJson>(StatusCodes.Status201Created);
        callflows.MapPatch("/{id:guid}", ChangeAsync)
            .WithSummary("Change a callflow")
            .Accepts<CallflowBody>("application/merge-patch+json", "application/json")
            .Produces<CallflowJson>();
        callflows.MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Delete a callflow")
            .Produces(StatusCodes.Status204NoContent);

        api.MapFeatureCodes();
        return api;
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, CallflowBook book, CancellationToken cancellation)
    {
        if (!Callflows.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await plan.TakeAsync(book.Of(caller.Account).ById.Values.AsQueryable(), cancellation);
        return TypedResults.Ok(page.Select(CallflowJson.Of));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ApiCaller caller, ICallflowChanges callflows, CancellationToken cancellation) =>
        (await callflows.FindAsync(caller.Account, id, cancellation)).ToFound(CallflowJson.Of);

    private static async Task<IResult> CreateAsync(
        JsonBody body, ApiCaller caller, ICallflowChanges callflows, CancellationToken cancellation)
    {
        var edit = CallflowFields.Read(body, creating: true);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var outcome = await callflows.CreateAsync(caller.Account, edit(new CallflowDraft()), cancellation);
        return outcome.ToCreated(Path, CallflowJson.Of);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id,
        JsonBody body,
        IfMatch ifMatch,
        ApiCaller caller,
        ICallflowChanges callflows,
        CancellationToken cancellation)
    {
        var edit = CallflowFields.Read(body, creating: false);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var outcome = await callflows.ChangeAsync(caller.Account, id, ifMatch.Version, edit, cancellation);
        return outcome.ToChanged(CallflowJson.Of);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, ApiCaller caller, ICallflowChanges callflows, CancellationToken cancellation) =>
        (await callflows.DeleteAsync(caller.Account, id, ifMatch.Version, cancellation)).ToDeleted();
}
