using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>Maps <c>/calls</c>: what is said now, ending it, and placing a call from one's desk.</summary>
public static class CallsApi
{
    private const string Tag = "Calls";

    public static IEndpointRouteBuilder MapCallsSipApi(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags(Tag);

        calls.MapGet("", ListAsync)
            .WithSummary("Calls that have begun and not ended")
            .ProducesList<CallJson>();
        calls.MapGet("/{id:guid}", FindAsync)
            .WithSummary("One live call")
            .ProducesObject<CallJson>();
        calls.MapPost("", PlaceCallEndpoint.Run)
            .WithSummary("Click to call: rings the phone, and when it is answered calls the number")
            .Accepts<PlaceCallBody>("application/json")
            .Produces<CallJson>(StatusCodes.Status201Created);
        calls.MapDelete("/{id:guid}", HangUpAsync)
            .WithSummary("Hang up")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);

        return api;
    }

    /// <summary>A receptionist sees every call of the account, others those they take part in.</summary>
    internal static bool MaySee(this ApiCaller caller, SipCall call) =>
        call.Account.Id == caller.Account
        && (caller.IsAtLeast(Role.Receptionist) && (caller.Covers(call.Caller.Device) || caller.Covers(call.ConnectedTo))
            || (caller.User is { } user && (call.Caller.User?.Id == user || call.ConnectedTo?.OwnerId == user)));

    private static async Task<IResult> ListAsync(
        ListQuery query,
        ApiCaller caller,
        CallServices services,
        Expansions expansions,
        CancellationToken cancellation)
    {
        if (!CallLists.Calls.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var visible = services.Live.All.Where(caller.MaySee).Select(CallJson.Of).ToArray();
        var page = await plan.TakeAsync(visible.AsQueryable(), cancellation);
        var expanded = await expansions.ReadAsync(
            caller, query, page.Items.Select(call => (call.UserId, call.DeviceId)), cancellation);

        return TypedResults.Ok(page.Select(call => call.With(expanded)));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ListQuery query, ApiCaller caller, CallServices services, Expansions expansions)
    {
        if (!CallLists.Calls.TryRead(query, out _, out var problem))
        {
            return problem;
        }

        if (services.Live.Find(new(id)) is not { } found || !caller.MaySee(found))
        {
            return ApiProblem.NotFound();
        }

        var call = CallJson.Of(found);
        var expanded = await expansions.ReadAsync(
            caller, query, [(call.UserId, call.DeviceId)], CancellationToken.None);

        return ApiObject.Found(call.With(expanded), ContentVersion.Of(call));
    }

    private static async Task<IResult> HangUpAsync(Guid id, IfMatch ifMatch, ApiCaller caller, CallServices services)
    {
        if (services.Live.Find(new(id)) is not { } call || !caller.MaySee(call))
        {
            return ApiProblem.NotFound();
        }

        return await HangUpIfAsync(call, ifMatch) ? TypedResults.NoContent() : ApiProblem.PreconditionFailed();
    }

    /// <summary>On the strand, so that nothing happens to the call between the look and the end.</summary>
    private static Task<bool> HangUpIfAsync(SipCall call, IfMatch ifMatch)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        call.Strand.Run((Call: call, ifMatch, done), static at =>
        {
            var isMeant = at.ifMatch.Version is null || at.ifMatch.Allows(ContentVersion.Of(CallJson.Of(at.Call)));

            if (isMeant)
            {
                at.Call.Because(Why.EndedByServer);
                at.Call.Finish(HangUpCause.Normal);
            }

            at.done.TrySetResult(isMeant);
        });

        return done.Task;
    }
}

/// <summary>What may be asked of the list of calls.</summary>
internal static class CallLists
{
    public static readonly ListOf<CallJson> Calls = new ListOf<CallJson>(call => call.Id)
        .Expanding(Expansions.User, Expansions.Device)
        .FilteredById("user", call => call.UserId)
        .FilteredById("device", call => call.DeviceId)
        .FilteredByChoice("state", call => call.State);
}
