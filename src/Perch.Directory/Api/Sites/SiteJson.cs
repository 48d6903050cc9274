namespace Perch.Directory;

internal sealed record SiteJson(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : PolicyJson
{
    public required string Name { get; init; }

    public string? TimeZone { get; init; }

    public string? Country { get; init; }

    public string? Language { get; init; }

    public AddressJson? Address { get; init; }

    public required EffectivePolicyJson Effective { get; init; }

    public static SiteJson Of(Stored<SiteDraft> stored, EffectivePolicyJson effective)
    {
        var site = stored.Value;
        var json = new SiteJson(stored.Id, stored.CreatedAt, stored.UpdatedAt)
        {
            Name = site.Name,
            TimeZone = site.TimeZone,
            Country = site.Country,
            Language = site.Language,
            Address = AddressJson.Of(site.Address),
            Effective = effective,
        };
        return Fill(json, site.Policy);
    }
}

internal sealed record AddressJson(string? Street, string? City, string? Region, string? PostalCode, string? Country)
{
    public static AddressJson? Of(PostalAddress? address) => address is null
        ? null
        : new(address.Street, address.City, address.Region, address.PostalCode, address.Country);
}

/// <summary>What a request may set of a site, for the OpenAPI document; <see cref="SiteFields"/> reads it.</summary>
internal sealed record SiteBody(string Name) : PolicyJson
{
    public string? TimeZone { get; init; }

    public string? Country { get; init; }

    public string? Language { get; init; }

    public AddressJson? Address { get; init; }
}
