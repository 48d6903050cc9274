namespace Perch.Directory;

/// <summary>
/// What administrators wrote, as of the last commit, in memory. Every answer is an immutable value;
/// all members may be called from any thread and none waits or allocates on the look-up itself.
/// </summary>
public interface IDirectory
{
    /// <summary>The account named <c>default</c>, which phones that name only our address belong to.</summary>
    Account DefaultAccount { get; }

    IEnumerable<Account> Accounts { get; }

    Account? Account(AccountId id);

    /// <summary>By SIP domain, in any case.</summary>
    Account? AccountByRealm(ReadOnlySpan<char> realm);

    Site? Site(SiteId id);

    /// <summary>Every site of the account, in no order.</summary>
    IEnumerable<Site> Sites(AccountId account);

    User? User(UserId id);

    User? UserByExtension(AccountId account, string extension);

    User? UserByHotDeskId(AccountId account, string hotDeskId);

    /// <summary>Every user of the account, in no order.</summary>
    IEnumerable<User> Users(AccountId account);

    Device? Device(DeviceId id);

    /// <summary>Every device of the account, in no order.</summary>
    IEnumerable<Device> Devices(AccountId account);

    /// <summary>By SIP user name, in any case; SIP user names are unique in an account.</summary>
    Device? DeviceBySipUsername(AccountId account, ReadOnlySpan<char> sipUsername);

    IReadOnlyList<Device> DevicesOwnedBy(UserId owner);

    IReadOnlyList<FeatureCode> FeatureCodes(AccountId account);

    /// <summary>The device's policy with every member set: device, site, account, defaults.</summary>
    DeskPolicy PolicyOf(Device device);

    /// <summary>The language to speak: the user's, else the desk's, the site's, the account's.</summary>
    string LanguageFor(User? user, Device? device);

    /// <summary>The IANA time zone of the place where the device stands: its site's, else the account's.</summary>
    string TimeZoneOf(Device device) =>
        (device.SiteId is { } site ? Site(site)?.TimeZone : null) ?? Account(device.AccountId)?.TimeZone ?? "Etc/UTC";
}
