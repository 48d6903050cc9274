namespace Perch.Directory;

/// <summary>
/// What an administrator may do with one kind of thing. Each call is one transaction; when it is done,
/// <see cref="IDirectory"/> shows the change. All throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IChanges<TId, TDraft>
{
    /// <summary>Null when the account has no such thing.</summary>
    Task<Stored<TDraft>?> FindAsync(AccountId account, TId id, CancellationToken cancellation);

    Task<ChangeOutcome<TDraft>> CreateAsync(AccountId account, TDraft draft, CancellationToken cancellation);

    /// <param name="ifVersion">The version the caller has seen, or null to change whatever is there.</param>
    /// <param name="edit">Makes the new draft from the stored one; must be pure, because it may run again.</param>
    Task<ChangeOutcome<TDraft>> ChangeAsync(
        AccountId account, TId id, long? ifVersion, Func<TDraft, TDraft> edit, CancellationToken cancellation);

    /// <summary>Done holds what was deleted.</summary>
    Task<ChangeOutcome<TDraft>> DeleteAsync(
        AccountId account, TId id, long? ifVersion, CancellationToken cancellation);
}

/// <summary>Accounts themselves, for the operator. <c>default</c> cannot be deleted.</summary>
public interface IAccountChanges
{
    Task<Stored<AccountDraft>?> FindAsync(AccountId id, CancellationToken cancellation);

    Task<ChangeOutcome<AccountDraft>> CreateAsync(AccountDraft draft, CancellationToken cancellation);

    Task<ChangeOutcome<AccountDraft>> ChangeAsync(
        AccountId id, long? ifVersion, Func<AccountDraft, AccountDraft> edit, CancellationToken cancellation);

    /// <summary>Deletes the account with its users, devices, sites and codes.</summary>
    Task<ChangeOutcome<AccountDraft>> DeleteAsync(AccountId id, long? ifVersion, CancellationToken cancellation);
}

/// <summary>What belongs to one device or person and is not a field of theirs.</summary>
public interface IDeviceSecrets
{
    /// <summary>The password to enter into the phone, or null when the account has no such device.</summary>
    Task<Secret?> SipPasswordAsync(AccountId account, DeviceId device, CancellationToken cancellation);
}

/// <summary>The codes that an account changed; what it did not change lives with the programs.</summary>
public interface IFeatureCodes
{
    /// <summary>
    /// Writes what differs from the program's own default. That the program exists is for the caller to know.
    /// Emergency numbers, extensions and other codes of the account are refused.
    /// </summary>
    Task<ChangeOutcome<FeatureCode>> PutAsync(
        AccountId account, string name, string code, bool enabled, CancellationToken cancellation);
}
