using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads <c>siteIds</c>, which users and API keys have.</summary>
internal static class SiteIds
{
    private const string Field = "siteIds";
    private const int MostSites = 100;

    public static SiteSet Read(JsonFields body, SiteSet now)
    {
        var texts = body.Texts(Field, [.. now.Ids.Select(id => id.ToString())], MostSites, Guid.Empty.ToString().Length);

        if (texts.All(text => Guid.TryParseExact(text, "D", out _)))
        {
            return SiteSet.Of(texts.Select(Guid.Parse));
        }

        body.Reject(Field, "must be ids");
        return now;
    }
}
