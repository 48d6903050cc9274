namespace Perch.Directory;

/// <summary>Which dialled numbers call for help: the country is the site's, else the account's.</summary>
public static class CallingForHelp
{
    /// <summary>Whether this, dialled at the device, calls for help. Looks into memory only.</summary>
    public static bool CallsForHelp(this IDirectory directory, Device device, string dialled)
    {
        var account = directory.Account(device.AccountId);
        var site = device.SiteId is { } id ? directory.Site(id) : null;

        return EmergencyNumbers.Has(site?.Country ?? account?.Country, account?.OutsidePrefix, dialled);
    }

    /// <summary>Whether this calls for help anywhere in the account, so that nothing else may take it.</summary>
    public static bool IsReservedForHelp(this IDirectory directory, AccountId account, string dialled)
    {
        var (country, prefix) = (directory.Account(account)?.Country, directory.Account(account)?.OutsidePrefix);

        return EmergencyNumbers.Has(country, prefix, dialled)
            || directory.Sites(account).Any(site => EmergencyNumbers.Has(site.Country ?? country, prefix, dialled));
    }
}
