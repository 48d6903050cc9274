using System.Text;
using Perch.Directory;
using Perch.Sip;

namespace Perch.TestKit.Directory;

/// <summary>
/// A directory in memory that a test writes as it likes. Changes are seen at once and told as news. Passwords of
/// devices are <see cref="PasswordOf"/>.
/// </summary>
public sealed class FakeDirectory : IDirectory, IDirectoryNews
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, Account> _accounts = [];
    private readonly Dictionary<SiteId, Site> _sites = [];
    private readonly Dictionary<UserId, User> _users = [];
    private readonly Dictionary<DeviceId, Device> _devices = [];
    private readonly List<FeatureCode> _codes = [];
    private readonly List<Action<DirectoryChanged>> _listeners = [];

    /// <param name="realm">Of the account named <c>default</c>.</param>
    public FakeDirectory(string realm = "perch.test")
    {
        DefaultAccount = AddAccount("default", realm);
    }

    public Account DefaultAccount { get; private set; }

    public IEnumerable<Account> Accounts => Locked(() => _accounts.Values.ToArray());

    /// <summary>The SIP password of every device made here.</summary>
    public static string PasswordOf(string sipUsername) => $"{sipUsername}-secret";

    /// <summary>What storage would have made of the password.</summary>
    public static SipSecret SecretFor(string sipUsername, string realm, string password)
    {
        var md5 = new byte[32];
        var sha256 = new byte[64];
        var (user, domain, secret) =
            (Encoding.UTF8.GetBytes(sipUsername), Encoding.UTF8.GetBytes(realm), Encoding.UTF8.GetBytes(password));
        DigestResponse.ComputeHa1(DigestAlgorithm.Md5, user, domain, secret, md5);
        DigestResponse.ComputeHa1(DigestAlgorithm.Sha256, user, domain, secret, sha256);

        return new(md5, sha256);
    }

    public Account AddAccount(string name, string realm) =>
        Put(new Account { Id = new(Guid.CreateVersion7()), Name = name, Realm = realm });

    public Site AddSite(string name) =>
        Put(new Site { Id = new(Guid.CreateVersion7()), AccountId = DefaultAccount.Id, Name = name });

    /// <summary>A user of the default account, such as Alice at 201; hot desking is on where an id is given.</summary>
    public User AddUser(string firstName, string? extension = null, string? hotDeskId = null) => Put(new User
    {
        Id = new(Guid.CreateVersion7()),
        AccountId = DefaultAccount.Id,
        Username = firstName.ToLowerInvariant(),
        FirstName = firstName,
        Extension = extension,
        HotDesk = new() { Enabled = hotDeskId is not null, Id = hotDeskId },
    });

    /// <summary>A device of the account (the default one unless said), with <see cref="PasswordOf"/> its name.</summary>
    public Device AddDevice(string sipUsername, User? owner = null, Account? account = null)
    {
        account ??= DefaultAccount;

        return Put(new Device
        {
            Id = new(Guid.CreateVersion7()),
            AccountId = account.Id,
            Nickname = sipUsername,
            OwnerId = owner?.Id,
            SipUsername = sipUsername,
            Secret = SecretFor(sipUsername, account.Realm, PasswordOf(sipUsername)),
        });
    }

    public Account Put(Account account)
    {
        var before = Swap(_accounts, account.Id, account);

        if (account.Id == DefaultAccount?.Id)
        {
            DefaultAccount = account;
        }

        Tell(before is null ? new AccountCreated(account) : new AccountChanged(before, account));

        return account;
    }

    public Site Put(Site site)
    {
        var before = Swap(_sites, site.Id, site);
        Tell(before is null ? new SiteCreated(site) : new SiteChanged(before, site));

        return site;
    }

    public User Put(User user)
    {
        var before = Swap(_users, user.Id, user);
        Tell(before is null ? new UserCreated(user) : new UserChanged(before, user));

        return user;
    }

    public Device Put(Device device)
    {
        var before = Swap(_devices, device.Id, device);
        Tell(before is null ? new DeviceCreated(device) : new DeviceChanged(before, device));

        return device;
    }

    public void Put(FeatureCode code)
    {
        lock (_gate)
        {
            _codes.RemoveAll(other => other.AccountId == code.AccountId && other.Name == code.Name);
            _codes.Add(code);
        }

        Tell(new FeatureCodeChanged(code));
    }

    public void Remove(User user)
    {
        if (Locked(() => _users.Remove(user.Id)))
        {
            Tell(new UserDeleted(user));
        }
    }

    public void Remove(Device device)
    {
        if (Locked(() => _devices.Remove(device.Id)))
        {
            Tell(new DeviceDeleted(device));
        }
    }

    public Account? Account(AccountId id) => Locked(() => _accounts.GetValueOrDefault(id));

    public Account? AccountByRealm(ReadOnlySpan<char> realm)
    {
        lock (_gate)
        {
            foreach (var account in _accounts.Values)
            {
                if (realm.Equals(account.Realm, StringComparison.OrdinalIgnoreCase))
                {
                    return account;
                }
            }

            return null;
        }
    }

    public Site? Site(SiteId id) => Locked(() => _sites.GetValueOrDefault(id));

    public IEnumerable<Site> Sites(AccountId account) =>
        Locked(() => _sites.Values.Where(site => site.AccountId == account).ToArray());

    public IEnumerable<Device> Devices(AccountId account) =>
        Locked(() => _devices.Values.Where(device => device.AccountId == account).ToArray());

    public User? User(UserId id) => Locked(() => _users.GetValueOrDefault(id));

    public User? UserByExtension(AccountId account, string extension) =>
        Users(account).FirstOrDefault(user => user.Extension == extension);

    public User? UserByHotDeskId(AccountId account, string hotDeskId) =>
        Users(account).FirstOrDefault(user => user.HotDesk.Id == hotDeskId);

    public IEnumerable<User> Users(AccountId account) =>
        Locked(() => _users.Values.Where(user => user.AccountId == account).ToArray());

    public Device? Device(DeviceId id) => Locked(() => _devices.GetValueOrDefault(id));

    public Device? DeviceBySipUsername(AccountId account, ReadOnlySpan<char> sipUsername)
    {
        lock (_gate)
        {
            foreach (var device in _devices.Values)
            {
                if (device.AccountId == account
                    && sipUsername.Equals(device.SipUsername, StringComparison.OrdinalIgnoreCase))
                {
                    return device;
                }
            }

            return null;
        }
    }

    public IReadOnlyList<Device> DevicesOwnedBy(UserId owner) =>
        Locked(() => _devices.Values.Where(device => device.OwnerId == owner).ToArray());

    public IReadOnlyList<FeatureCode> FeatureCodes(AccountId account) =>
        Locked(() => _codes.Where(code => code.AccountId == account).ToArray());

    public DeskPolicy PolicyOf(Device device)
    {
        var (site, account) = (device.SiteId is { } id ? Site(id) : null, Account(device.AccountId));
        DeskPolicy[] nearestFirst =
            [device.Policy, site?.Policy ?? DeskPolicy.Unset, account?.Policy ?? DeskPolicy.Unset, DeskPolicy.Defaults];

        return new()
        {
            HotDeskUse = nearestFirst.Select(policy => policy.HotDeskUse).First(set => set is not null),
            OccupiedPolicy = nearestFirst.Select(policy => policy.OccupiedPolicy).First(set => set is not null),
            LoggedOutProfile = nearestFirst.Select(policy => policy.LoggedOutProfile).First(set => set is not null),
            AutoLogOut = nearestFirst.Select(policy => policy.AutoLogOut).First(set => set is not null),
            PinToLogOut = nearestFirst.Select(policy => policy.PinToLogOut).First(set => set is not null),
        };
    }

    public string LanguageFor(User? user, Device? device) =>
        user?.Language ?? device?.Language ?? (device?.SiteId is { } site ? Site(site)?.Language : null)
        ?? (Account(device?.AccountId ?? user?.AccountId ?? DefaultAccount.Id) ?? DefaultAccount).Language;

    public IDisposable Subscribe(Action<DirectoryChanged> listener)
    {
        Locked(() => { _listeners.Add(listener); return true; });

        return new Subscription(() => Locked(() => _listeners.Remove(listener)));
    }

    private T? Swap<TId, T>(Dictionary<TId, T> rows, TId id, T row)
        where TId : struct
        where T : class
    {
        lock (_gate)
        {
            var before = rows.GetValueOrDefault(id);
            rows[id] = row;

            return before;
        }
    }

    private void Tell(DirectoryChanged news)
    {
        foreach (var listener in Locked(() => _listeners.ToArray()))
        {
            listener(news);
        }
    }

    private T Locked<T>(Func<T> look)
    {
        lock (_gate)
        {
            return look();
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
