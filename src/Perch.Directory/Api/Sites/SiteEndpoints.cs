using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/sites</c>: the places of the account.</summary>
internal static class SiteEndpoints
{
    private const string Path = PerchApi.Prefix + "/sites";

    private static readonly ListOf<SiteRow> _list = new ListOf<SiteRow>(site => site.Id)
        .SortedBy("name", site => site.Name.ToLower())
        .SortedBy("updatedAt", site => site.UpdatedAt)
        .FilteredByText("name", site => site.Name)
        .FilteredByText("country", site => site.Country)
        .SearchedIn(site => site.Name);

    public static void MapSites(this IEndpointRouteBuilder api)
    {
        var sites = api.MapGroup("/sites").WithTags("Sites").RequireAuthorization(ApiRoles.Receptionist);
        sites.MapGet("/", ListAsync).WithSummary("Sites of the account").ProducesList<SiteJson>();
        sites.MapGet("/{id:guid}", FindAsync).WithSummary("One site").ProducesObject<SiteJson>();
        sites.MapPost("/", CreateAsync).WithSummary("Add a site")
            .RequireAuthorization(ApiRoles.Admin).Creates<SiteBody, SiteJson>();
        sites.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Change a site by a merge patch")
            .RequireAuthorization(ApiRoles.Admin).Changes<SiteBody, SiteJson>();
        sites.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete a site; its devices stay, without a site")
            .RequireAuthorization(ApiRoles.Admin).Deletes();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] SiteRequest request, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = request.Caller.Account.Value;
        var page = await store.ReadAsync(
            (db, token) => plan.TakeAsync(db.Set<SiteRow>().Where(site => site.AccountId == account), token),
            cancellation);
        return TypedResults.Ok(page.Select(site => request.Show(site.ToStored())));
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] SiteRequest request, CancellationToken cancellation) =>
        (await request.Sites.FindAsync(request.Caller.Account, new(id), cancellation)).ToFound(request.Show);

    private static async Task<IResult> CreateAsync(
        JsonBody body, [AsParameters] SiteRequest request, CancellationToken cancellation)
    {
        var draft = SiteFields.Read(body, new());

        return body.Problem() ?? (await request.Sites.CreateAsync(
            request.Caller.Account, draft, cancellation)).ToCreated(Path, request.Show);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] SiteRequest request, CancellationToken cancellation)
    {
        SiteFields.Read(body, new());

        return body.Problem() ?? (await request.Sites.ChangeAsync(
            request.Caller.Account, new(id), ifMatch.Version, now => SiteFields.Read(body, now), cancellation))
            .ToChanged(request.Show);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, [AsParameters] SiteRequest request, CancellationToken cancellation) =>
        (await request.Sites.DeleteAsync(request.Caller.Account, new(id), ifMatch.Version, cancellation)).ToDeleted();
}

/// <summary>What the endpoints of sites work with.</summary>
internal sealed record SiteRequest(ApiCaller Caller, IDirectory Directory, IChanges<SiteId, SiteDraft> Sites)
{
    public SiteJson Show(Stored<SiteDraft> stored) => SiteJson.Of(stored, EffectivePolicyJson.Of(
        new(PolicySource.Site, stored.Value.Policy),
        new(PolicySource.Account, Directory.Account(Caller.Account)?.Policy ?? DeskPolicy.Unset)));
}
