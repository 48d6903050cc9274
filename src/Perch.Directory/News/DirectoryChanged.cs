namespace Perch.Directory;

/// <summary>
/// What an administrator changed, told after the commit and after <see cref="IDirectory"/> shows it.
/// A change of a site's or an account's policy is told once, not for each device.
/// </summary>
public abstract record DirectoryChanged(AccountId AccountId);

public sealed record AccountCreated(Account Account) : DirectoryChanged(Account.Id);

public sealed record AccountChanged(Account Before, Account After) : DirectoryChanged(After.Id)
{
    /// <summary>Every digest of the account's phones is another one now.</summary>
    public bool RealmChanged => Before.Realm != After.Realm;
}

/// <summary>Told after the deletion of each of its users and devices.</summary>
public sealed record AccountDeleted(Account Account) : DirectoryChanged(Account.Id);

public sealed record SiteCreated(Site Site) : DirectoryChanged(Site.AccountId);

public sealed record SiteChanged(Site Before, Site After) : DirectoryChanged(After.AccountId);

public sealed record SiteDeleted(Site Site) : DirectoryChanged(Site.AccountId);

public sealed record UserCreated(User User) : DirectoryChanged(User.AccountId);

public sealed record UserChanged(User Before, User After) : DirectoryChanged(After.AccountId)
{
    /// <summary>The person may no longer be logged in anywhere.</summary>
    public bool HotDeskingEnded => Before is { Enabled: true, HotDesk.Enabled: true }
        && After is not { Enabled: true, HotDesk.Enabled: true };
}

/// <summary>Told after the changes of the devices that lost their owner.</summary>
public sealed record UserDeleted(User User) : DirectoryChanged(User.AccountId);

public sealed record DeviceCreated(Device Device) : DirectoryChanged(Device.AccountId);

public sealed record DeviceChanged(Device Before, Device After) : DirectoryChanged(After.AccountId)
{
    public bool OwnerChanged => Before.OwnerId != After.OwnerId;

    public bool WasDisabled => Before.Enabled && !After.Enabled;

    /// <summary>A binding made with the old user name or password no longer counts.</summary>
    public bool CredentialsChanged => Before.SipUsername != After.SipUsername
        || !Before.Secret.Ha1Sha256.SequenceEqual(After.Secret.Ha1Sha256);
}

public sealed record DeviceDeleted(Device Device) : DirectoryChanged(Device.AccountId);

public sealed record FeatureCodeChanged(FeatureCode Code) : DirectoryChanged(Code.AccountId);

/// <summary>Where modules hear what changed.</summary>
public interface IDirectoryNews
{
    /// <summary>
    /// Listens until disposed. Called in commit order on the store's writer thread, so it must not wait, nor write
    /// to the store except by starting a task of its own.
    /// </summary>
    IDisposable Subscribe(Action<DirectoryChanged> listener);
}
