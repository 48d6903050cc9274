using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// Keeps the numbers that call for help free, inside the transaction: a new extension or code may not take one, and a
/// country may not make one of what somebody has.
/// </summary>
internal static class ReservedNumbers
{
    /// <summary>Complains where the number calls for help anywhere in the account; null is fine.</summary>
    public static async Task CheckAsync(
        DatabaseChecks checks, string field, string? number, CancellationToken cancellation)
    {
        if (number is null)
        {
            return;
        }

        var account = await checks.Database.Set<AccountRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == checks.Account, cancellation);
        var sites = await checks.Others<SiteRow>().Select(row => row.Country).ToListAsync(cancellation);

        if (sites.Append(null).Any(site =>
            EmergencyNumbers.Has(site ?? account?.Country, account?.OutsidePrefix, number)))
        {
            checks.Fields.Wrong(field, "is an emergency number");
        }
    }

    /// <summary>Complains where what the place would make an emergency number is somebody's extension or a code.</summary>
    public static async Task CheckPlaceAsync(
        DatabaseChecks checks, string? country, string? outsidePrefix, CancellationToken cancellation)
    {
        var numbers = EmergencyNumbers.Of(country);
        List<string> dialled = [.. numbers, .. numbers.Where(_ => outsidePrefix is not null).Select(n => outsidePrefix + n)];
        var taken = await checks.Database.Set<UserRow>()
            .Where(row => row.AccountId == checks.Account && dialled.Contains(row.Extension!))
            .Select(row => row.Extension!)
            .Concat(checks.Database.Set<FeatureCodeRow>()
                .Where(row => row.AccountId == checks.Account && row.Enabled && dialled.Contains(row.Code))
                .Select(row => row.Code))
            .ToListAsync(cancellation);

        foreach (var number in taken)
        {
            checks.Fields.Conflict("country", $"makes {number} an emergency number, and it is an extension or a code here");
        }
    }
}
