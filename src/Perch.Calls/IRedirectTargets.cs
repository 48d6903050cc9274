using Perch.Directory;

namespace Perch.Calls;

/// <summary>Where a phone that answers "moved" (3xx) may send a call; implemented by the callflows.</summary>
public interface IRedirectTargets
{
    /// <summary>
    /// The devices that ring for the person whose extension this is in the account; none for any other number, so
    /// that a phone cannot place calls in the account's name.
    /// </summary>
    IReadOnlyList<Device> DevicesAt(Account account, string number);
}
