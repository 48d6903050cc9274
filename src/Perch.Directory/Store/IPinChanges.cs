namespace Perch.Directory;

/// <summary>A person's own new PIN, as <c>*15</c> takes it.</summary>
public interface IPinChanges
{
    /// <summary>
    /// One transaction, under the rules of every other change. False when it was refused: the PIN is too easy to
    /// guess, or the person is gone. Throws <see cref="StoreUnavailableException"/>.
    /// </summary>
    Task<bool> ChangeAsync(User user, Secret pin, CancellationToken cancellation);
}
