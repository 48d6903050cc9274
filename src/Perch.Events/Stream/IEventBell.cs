using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// Rings when something has happened in an account, and says of which type it was. It tells nothing more: whoever hears it
/// asks the API, which knows what they may see.
/// </summary>
public interface IEventBell
{
    /// <summary>Calls <paramref name="rung"/> with the type of each event, until the result is disposed.</summary>
    /// <param name="account">Whose events.</param>
    /// <param name="rung">Called on the bell's thread; must return at once and not throw. The type may be <c>reset</c>.</param>
    IDisposable Listen(AccountId account, Action<string> rung);
}
