namespace Perch.Directory;

/// <summary>
/// A module whose own rows must follow what administrators write: a session ends when its desk is deleted.
/// Whoever changes users, devices, sites or accounts awaits every follower after the commit and before
/// answering; because a crash may come between, followers also run once at the start.
/// </summary>
public interface IDirectoryFollower
{
    /// <summary>Brings the module's rows in line with <see cref="IDirectory"/> as it is now.</summary>
    Task FollowAsync(CancellationToken cancellation);
}
