using System.Collections.Concurrent;

namespace Perch.Directory;

/// <summary>
/// The directory in memory. Values are immutable and replaced whole, so one answer never mixes two states of a thing;
/// the store's writer thread is the only one that changes the tables, in commit order.
/// </summary>
internal sealed partial class DirectorySnapshot : IDirectory
{
    public const string DefaultAccountName = "default";

    private const string FallbackLanguage = "en-US";

    private readonly ConcurrentDictionary<AccountId, Account> _accounts = new();
    private readonly ConcurrentDictionary<AccountId, AccountTables> _tables = new();
    private readonly ConcurrentDictionary<string, Account> _realms = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<SiteId, Site> _sites = new();
    private readonly ConcurrentDictionary<UserId, User> _users = new();
    private readonly ConcurrentDictionary<DeviceId, Device> _devices = new();
    private readonly ConcurrentDictionary<UserId, Device[]> _owned = new();
    private volatile Account? _default;

    public Account DefaultAccount => _default
        ?? throw new InvalidOperationException("The directory is read before it is loaded.");

    public IEnumerable<Account> Accounts => _accounts.Select(entry => entry.Value);

    public Account? Account(AccountId id) => _accounts.GetValueOrDefault(id);

    public Account? AccountByRealm(ReadOnlySpan<char> realm) =>
        _realms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(realm, out var account) ? account : null;

    public Site? Site(SiteId id) => _sites.GetValueOrDefault(id);

    // There are few sites, and it is asked where an administrator waits.
    public IEnumerable<Site> Sites(AccountId account) =>
        _sites.Select(entry => entry.Value).Where(site => site.AccountId == account);

    public User? User(UserId id) => _users.GetValueOrDefault(id);

    public User? UserByExtension(AccountId account, string extension) =>
        TablesOf(account)?.UsersByExtension.GetValueOrDefault(extension);

    public User? UserByHotDeskId(AccountId account, string hotDeskId) =>
        TablesOf(account)?.UsersByHotDeskId.GetValueOrDefault(hotDeskId);

    public IEnumerable<User> Users(AccountId account) =>
        TablesOf(account)?.Users.Select(entry => entry.Value) ?? [];

    public Device? Device(DeviceId id) => _devices.GetValueOrDefault(id);

    public Device? DeviceBySipUsername(AccountId account, ReadOnlySpan<char> sipUsername) =>
        TablesOf(account)?.DeviceBySipUsername(sipUsername);

    public IReadOnlyList<Device> DevicesOwnedBy(UserId owner) => _owned.GetValueOrDefault(owner, []);

    public IReadOnlyList<FeatureCode> FeatureCodes(AccountId account) => TablesOf(account)?.Codes ?? [];

    public DeskPolicy PolicyOf(Device device) =>
        device.Policy.Or(SiteOf(device)?.Policy).Or(Account(device.AccountId)?.Policy).Or(DeskPolicy.Defaults);

    public string LanguageFor(User? user, Device? device) =>
        user?.Language
        ?? device?.Language
        ?? (device is null ? null : SiteOf(device)?.Language)
        ?? ((device?.AccountId ?? user?.AccountId) is { } account ? Account(account)?.Language : null)
        ?? FallbackLanguage;

    public IEnumerable<Device> Devices(AccountId account) => TablesOf(account)?.Devices ?? [];

    private Site? SiteOf(Device device) => device.SiteId is { } site ? Site(site) : null;

    private AccountTables? TablesOf(AccountId account) => _tables.GetValueOrDefault(account);
}
