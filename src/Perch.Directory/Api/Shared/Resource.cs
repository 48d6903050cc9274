using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary>List, get, create, patch and delete, the same for every kind of thing that belongs to an account.</summary>
internal static class Resource<TRequest, TRow, TId, TDraft, TJson>
    where TRequest : ResourceRequest<TRow, TId, TDraft, TJson>
    where TRow : AccountOwnedRow
    where TDraft : class, new()
{
    // The framework's analyzer fails on parameters of a generic type when it sees the methods themselves.
    private static readonly Delegate _list = ListAsync;
    private static readonly Delegate _find = FindAsync;
    private static readonly Delegate _create = CreateAsync;
    private static readonly Delegate _change = ChangeAsync;
    private static readonly Delegate _delete = DeleteAsync;

    /// <summary>Who may do it is in <see cref="AccessTable"/>.</summary>
    public static ResourceRoutes Map<TBody>(RouteGroupBuilder group)
        where TBody : notnull => new(
            group.MapGet("/", _list).ProducesList<TJson>(),
            group.MapGet("/{id:guid}", _find).ProducesObject<TJson>(),
            group.MapPost("/", _create).Creates<TBody, TJson>(),
            group.MapPatch("/{id:guid}", _change).Changes<TBody, TJson>(),
            group.MapDelete("/{id:guid}", _delete).Deletes());

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] TRequest request, IPerchStore store, CancellationToken cancellation)
    {
        if (!request.List.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = request.Caller.Account.Value;
        var page = await store.ReadAsync(
            (db, token) => plan.TakeAsync(
                request.Visible(db.Set<TRow>().Where(row => row.AccountId == account)), token),
            cancellation);
        return TypedResults.Ok(page.Select(row => request.Show(request.StoredOf(row))));
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] TRequest request, CancellationToken cancellation) =>
        request.MaySee(request.IdOf(id))
            ? (await request.Changes.FindAsync(request.Caller.Account, request.IdOf(id), cancellation))
                .ToFound(request.Show)
            : ApiProblem.NotFound();

    private static async Task<IResult> CreateAsync(
        JsonBody body, [AsParameters] TRequest request, CancellationToken cancellation)
    {
        var given = request.Read(body, new());

        if ((body.Problem() ?? request.RefuseCreation(given)) is { } problem)
        {
            return problem;
        }

        var outcome = await request.Changes.CreateAsync(request.Caller.Account, given, cancellation);
        return outcome.ToCreated(request.Path, stored => request.ShowWritten(stored, given));
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] TRequest request, CancellationToken cancellation)
    {
        var given = request.Read(body, new());
        var known = request.IdOf(id);

        if ((body.Problem() ?? await request.RefuseChangeAsync(known, cancellation)) is { } refusal)
        {
            return refusal;
        }

        var outcome = await request.Changes.ChangeAsync(
            request.Caller.Account, known, ifMatch.Version, now => request.Read(body, now), cancellation);

        if (outcome is ChangeOutcome<TDraft>.Done)
        {
            await request.ChangedAsync(known, given, cancellation);
        }

        return outcome.ToChanged(stored => request.ShowWritten(stored, given));
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, [AsParameters] TRequest request, CancellationToken cancellation) =>
        await request.RefuseDeletionAsync(request.IdOf(id), cancellation)
            ?? (await request.Changes.DeleteAsync(
                request.Caller.Account, request.IdOf(id), ifMatch.Version, cancellation)).ToDeleted();
}

/// <summary>The five endpoints of a resource, to be named.</summary>
internal sealed record ResourceRoutes(
    RouteHandlerBuilder List,
    RouteHandlerBuilder Find,
    RouteHandlerBuilder Create,
    RouteHandlerBuilder Change,
    RouteHandlerBuilder Delete)
{
    /// <param name="things">In the plural, such as <c>Sites</c>.</param>
    /// <param name="thing">With its article, such as <c>a site</c>.</param>
    public ResourceRoutes Called(string things, string thing)
    {
        List.WithSummary($"{things} of the account");
        Find.WithSummary($"One {thing[(thing.IndexOf(' ', StringComparison.Ordinal) + 1)..]}");
        Create.WithSummary($"Add {thing}");
        Change.WithSummary($"Change {thing} by a merge patch");
        Delete.WithSummary($"Delete {thing}");
        return this;
    }
}
