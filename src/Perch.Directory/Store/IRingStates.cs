namespace Perch.Directory;

/// <summary>Switches whether a user's own devices ring: what <c>*13</c> does.</summary>
public interface IRingStates
{
    /// <summary>
    /// In one transaction: if any device the user owns is on, all go off; if all are off, all go on.
    /// Nothing changes for a user without devices.
    /// </summary>
    Task<RingStateChange> ToggleAsync(UserId owner, CancellationToken cancellation);

    /// <summary>Takes a change back, for the devices that the user still owns.</summary>
    Task RestoreAsync(RingStateChange change, CancellationToken cancellation);
}

/// <summary>What a toggle did, with enough to take it back.</summary>
/// <param name="On">What all the devices are now.</param>
/// <param name="Before">What each device was before.</param>
public sealed record RingStateChange(UserId Owner, bool On, IReadOnlyDictionary<DeviceId, RingState> Before);
