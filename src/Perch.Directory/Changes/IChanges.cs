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

/// <summary>Whether the phones that a person owns ring for them.</summary>
public interface IRingStates
{
    /// <summary>
    /// If any of the user's devices is on, all go off; if all are off, all go on. The devices as they are now;
    /// empty, and nothing written, when the user owns none.
    /// </summary>
    Task<IReadOnlyList<Device>> ToggleAsync(UserId owner, CancellationToken cancellation);

    /// <summary>Sets all of the user's devices; used to undo a toggle.</summary>
    Task<IReadOnlyList<Device>> SetAsync(UserId owner, RingState state, CancellationToken cancellation);
}

/// <summary>The codes that an account dials.</summary>
public interface IFeatureCodes
{
    /// <summary>Changes a code that a module offers; the value's version counts that code's changes.</summary>
    Task<ChangeOutcome<FeatureCode>> PutAsync(
        AccountId account, string name, string code, bool enabled, CancellationToken cancellation);
}

/// <summary>A code that a module offers to every account until the account changes it. Registered in DI.</summary>
public sealed record FeatureCodeDefault(string Name, string Code);
