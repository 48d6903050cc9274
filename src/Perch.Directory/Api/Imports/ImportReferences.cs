using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// <c>owner</c> and <c>site</c> of a device in an import: other things by what people call them, where a request has
/// their ids.
/// </summary>
internal sealed record ImportReferences(string? Owner, string? Site)
{
    private const string OwnerField = "owner";
    private const string SiteField = "site";

    public static ImportReferences Read(JsonFields body) => new(
        body.Text(OwnerField, null, DirectoryLimits.TextMaxLength),
        body.Text(SiteField, null, DirectoryLimits.TextMaxLength));

    /// <summary>The draft with the owner and the site that the line names; notes what it names in vain.</summary>
    public DeviceDraft Resolve(JsonFields body, DeviceDraft draft, ExistingThings existing)
    {
        Only(body, OwnerField, "ownerId");
        Only(body, SiteField, "siteId");

        if (Owner is not null && existing.Owner(Owner) is null)
        {
            body.Reject(OwnerField, "is no user's extension, username or externalId");
        }

        if (Site is not null && existing.Site(Site) is null)
        {
            body.Reject(SiteField, "is not the name of a site, or of more than one");
        }

        return draft with
        {
            OwnerId = body.Has(OwnerField) ? existing.Owner(Owner) : draft.OwnerId,
            SiteId = body.Has(SiteField) ? existing.Site(Site) : draft.SiteId,
        };
    }

    private static void Only(JsonFields body, string name, string id)
    {
        if (body.Has(name) && body.Has(id))
        {
            body.Reject(name, $"says the same as {id}: give one of them");
        }
    }
}
