using Perch.Calls;

namespace Perch.HotDesking;

/// <summary>What is said at a desk. Some are pieces that follow a person or a number; see the README.</summary>
internal static class DeskPrompts
{
    public static readonly Prompt EnterId = new("hotdesk-enter-id");
    public static readonly Prompt EnterPin = new("hotdesk-enter-pin");
    public static readonly Prompt Invalid = new("hotdesk-invalid");
    public static readonly Prompt TryLater = new("hotdesk-try-later");
    public static readonly Prompt Disabled = new("hotdesk-disabled");
    public static readonly Prompt NotADesk = new("hotdesk-not-a-desk");
    public static readonly Prompt OccupiedRefused = new("hotdesk-occupied-refused");
    public static readonly Prompt ElsewhereRefused = new("hotdesk-logged-in-elsewhere");
    public static readonly Prompt LoggedOut = new("hotdesk-logged-out");
    public static readonly Prompt Nobody = new("hotdesk-nobody");
    public static readonly Prompt NotYou = new("hotdesk-not-you");
    public static readonly Prompt OwnPhonesOn = new("hotdesk-own-phones-on");
    public static readonly Prompt OwnPhonesOff = new("hotdesk-own-phones-off");
    public static readonly Prompt PinNew = new("hotdesk-pin-new");
    public static readonly Prompt PinAgain = new("hotdesk-pin-again");
    public static readonly Prompt PinChanged = new("hotdesk-pin-changed");
    public static readonly Prompt PinWeak = new("hotdesk-pin-weak");
    public static readonly Prompt Goodbye = new("goodbye");

    /// <summary>Follows a person: "is logged in here. To take over, press one."</summary>
    public static readonly Prompt Occupied = new("hotdesk-occupied");

    /// <summary>Follows a person: "is now on this phone."</summary>
    public static readonly Prompt LoggedIn = new("hotdesk-logged-in");

    /// <summary>Follows a person: "is logged in here."</summary>
    public static readonly Prompt Here = new("hotdesk-here");

    /// <summary>Comes before the desk's nickname: "This is desk".</summary>
    public static readonly Prompt ThisDesk = new("hotdesk-this-desk");

    public static readonly Prompt Somebody = new("somebody");

    /// <summary>Follows a number: "new messages."</summary>
    public static Prompt NewMessages(int count) => new($"hotdesk-new-message{(count == 1 ? "" : "s")}");

    /// <summary>Follows a person and a number: "phones are now off."</summary>
    public static Prompt PhonesAre(bool on, int count) =>
        new($"hotdesk-phone{(count == 1 ? "" : "s")}-{(on ? "on" : "off")}");
}
