using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/sites</c>: the places of the account.</summary>
internal static class SiteEndpoints
{
    public const string Path = PerchApi.Prefix + "/sites";

    public static readonly ListOf<SiteRow> List = new ListOf<SiteRow>(site => site.Id)
        .SortedBy("name", site => site.Name.ToLower())
        .SortedBy("updatedAt", site => site.UpdatedAt)
        .FilteredByText("name", site => site.Name)
        .FilteredByText("country", site => site.Country)
        .SearchedIn(site => site.Name);

    public static void MapSites(this IEndpointRouteBuilder api) =>
        Resource<SiteRequest, SiteRow, SiteId, SiteDraft, SiteJson>
            .Map<SiteBody>(api.MapGroup("/sites").WithTags("Sites"))
            .Called("Sites", "a site")
            .Delete.WithSummary("Delete a site where no device stands");
}

/// <summary>What the endpoints of sites work with.</summary>
internal sealed record SiteRequest(ApiCaller Caller, IDirectory Directory, IChanges<SiteId, SiteDraft> Changes)
    : ResourceRequest<SiteRow, SiteId, SiteDraft, SiteJson>(Caller, Changes)
{
    public override string Path => SiteEndpoints.Path;

    public override ListOf<SiteRow> List => SiteEndpoints.List;

    public override SiteId IdOf(Guid id) => new(id);

    public override Stored<SiteDraft> StoredOf(SiteRow row) => row.ToStored();

    public override SiteDraft Read(JsonBody body, SiteDraft now) => SiteFields.Read(body, now);

    public override SiteJson Show(Stored<SiteDraft> stored) => SiteJson.Of(stored, EffectivePolicyJson.Of(
        new(PolicySource.Site, stored.Value.Policy),
        new(PolicySource.Account, Directory.Account(Caller.Account)?.Policy ?? DeskPolicy.Unset)));
}
