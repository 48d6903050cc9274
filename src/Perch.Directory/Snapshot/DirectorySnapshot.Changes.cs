namespace Perch.Directory;

/// <summary>The changes, made on the writer's thread only. Each says what it changed, as news.</summary>
internal sealed partial class DirectorySnapshot
{
    public DirectoryChanged Put(Account after)
    {
        _tables.GetOrAdd(after.Id, static _ => new AccountTables());
        var before = Account(after.Id);
        _accounts[after.Id] = after;
        _realms[after.Realm] = after;
        if (before is not null && before.Realm != after.Realm)
        {
            _realms.TryRemove(before.Realm, out _);
        }

        if (after.Name == DefaultAccountName)
        {
            _default = after;
        }

        return before is null ? new AccountCreated(after) : new AccountChanged(before, after);
    }

    /// <summary>Its users and devices must be gone already.</summary>
    public DirectoryChanged Remove(Account account)
    {
        _realms.TryRemove(account.Realm, out _);
        _accounts.TryRemove(account.Id, out _);
        _tables.TryRemove(account.Id, out _);
        return new AccountDeleted(account);
    }

    public DirectoryChanged Put(Site after)
    {
        var before = Site(after.Id);
        _sites[after.Id] = after;
        return before is null ? new SiteCreated(after) : new SiteChanged(before, after);
    }

    public DirectoryChanged Remove(Site site)
    {
        _sites.TryRemove(site.Id, out _);
        return new SiteDeleted(site);
    }

    public DirectoryChanged Put(User after)
    {
        var before = User(after.Id);
        _users[after.Id] = after;
        Demand(after.AccountId).Put(before, after);
        return before is null ? new UserCreated(after) : new UserChanged(before, after);
    }

    public DirectoryChanged Remove(User user)
    {
        Demand(user.AccountId).Remove(user);
        _users.TryRemove(user.Id, out _);
        _owned.TryRemove(user.Id, out _);
        return new UserDeleted(user);
    }

    public DirectoryChanged Put(Device after)
    {
        var before = Device(after.Id);
        _devices[after.Id] = after;
        Demand(after.AccountId).Put(before, after);
        Own(before, after);
        return before is null ? new DeviceCreated(after) : new DeviceChanged(before, after);
    }

    public DirectoryChanged Remove(Device device)
    {
        Own(device, null);
        Demand(device.AccountId).Remove(device);
        _devices.TryRemove(device.Id, out _);
        return new DeviceDeleted(device);
    }

    public DirectoryChanged Put(FeatureCode code)
    {
        Demand(code.AccountId).Put(code);
        return new FeatureCodeChanged(code);
    }

    // Lists are replaced, not changed, and the new owner has the device before the old one loses it.
    private void Own(Device? before, Device? after)
    {
        if (after?.OwnerId is { } owner)
        {
            _owned[owner] = [.. OthersOf(owner, after), after];
        }

        if (before?.OwnerId is { } lost && lost != after?.OwnerId)
        {
            Device[] rest = [.. OthersOf(lost, before)];
            if (rest.Length > 0)
            {
                _owned[lost] = rest;
            }
            else
            {
                _owned.TryRemove(lost, out _);
            }
        }
    }

    private IEnumerable<Device> OthersOf(UserId owner, Device device) =>
        _owned.GetValueOrDefault(owner, []).Where(other => other.Id != device.Id);

    private AccountTables Demand(AccountId account) => _tables[account];
}
