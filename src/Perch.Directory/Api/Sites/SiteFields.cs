using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads what a request says about a site.</summary>
internal static class SiteFields
{
    private static readonly PostalAddress _nowhere = new(null, null, null, null, null);

    public static SiteDraft Read(JsonFields body, SiteDraft now)
    {
        body.ReadOnly("id", "createdAt", "updatedAt", "effective");

        return now with
        {
            Name = body.RequiredText("name", now.Name, DirectoryLimits.TextMaxLength),
            TimeZone = body.Text("timeZone", now.TimeZone, DirectoryLimits.TextMaxLength),
            Country = body.Text("country", now.Country, DirectoryLimits.TextMaxLength),
            Language = body.Text("language", now.Language, DirectoryLimits.TextMaxLength),
            Address = ReadAddress(body.Nested("address"), now.Address ?? _nowhere),
            Policy = PolicyJson.Read(body, now.Policy),
        };
    }

    private static PostalAddress? ReadAddress(JsonFields fields, PostalAddress now)
    {
        var address = new PostalAddress(
            fields.Text("street", now.Street, DirectoryLimits.TextMaxLength),
            fields.Text("city", now.City, DirectoryLimits.TextMaxLength),
            fields.Text("region", now.Region, DirectoryLimits.TextMaxLength),
            fields.Text("postalCode", now.PostalCode, DirectoryLimits.TextMaxLength),
            fields.Text("country", now.Country, DirectoryLimits.TextMaxLength));
        return address == _nowhere ? null : address;
    }
}
