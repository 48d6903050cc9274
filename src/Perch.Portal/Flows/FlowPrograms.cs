namespace Perch.Portal;

/// <summary>What pages say of the programs that callflows are made of. The API has the last word on each.</summary>
internal static class FlowPrograms
{
    /// <summary>The group that the article names.</summary>
    public const string HotDesking = "Hotdesking";

    private const string Basic = "Basic";

    private static readonly FlowField Seconds =
        new("timeout", "Rings for (seconds)", FlowFieldKind.Seconds) { Help = "Empty: 20 seconds." };

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<FlowProgram> All { get; } =
    [
        new("hotdesk-login", "Hot Desk login", HotDesking, "⇥", "Asks for ID and PIN, then this phone rings for them.")
        {
            TakesRest = true,
        },
        new("hotdesk-logout", "Hot Desk logout", HotDesking, "⇤", "Ends the session at this phone.") { TakesRest = true },
        new("hotdesk-toggle", "Hot Desk toggle", HotDesking, "⇄", "Switches somebody's own phones off, or on again.")
        {
            TakesRest = true,
        },
        new("hotdesk-who", "Who is here?", HotDesking, "?", "Says which desk this is and who is logged in."),
        new("hotdesk-change-pin", "Change my PIN", HotDesking, "✱", "Asks for the PIN, then for a new one.") { TakesRest = true },
        new("user", "User", Basic, "☺", "Rings a person wherever they are now.")
        {
            Fields = [new("userId", "Person", FlowFieldKind.Person), Seconds],
        },
        new("device", "Device", Basic, "☎", "Rings one phone, whoever sits there.")
        {
            Fields = [new("deviceId", "Phone", FlowFieldKind.Device), Seconds],
        },
        new("play", "Play", Basic, "♫", "Answers and plays a recording.")
        {
            Fields = [new("mediaId", "Recording", FlowFieldKind.Recording) { Help = "Its name, such as goodbye." }],
        },
        new("callflow", "Callflow (jump)", Basic, "↷", "Another callflow takes the call.")
        {
            Fields = [new("callflowId", "Callflow", FlowFieldKind.Callflow)], GoesOn = false,
        },
        new("hangup", "Hang up", Basic, "✕", "Ends the call.") { GoesOn = false },
    ];

    /// <summary>Recordings that make sense between other boxes; any other may be typed.</summary>
    public static IReadOnlyList<string> Recordings { get; } = ["unavailable", "goodbye", "hotdesk-try-later"];

    /// <summary>Also for a program that pages know nothing of.</summary>
    public static FlowProgram Of(string name) =>
        All.FirstOrDefault(program => program.Name == name) ?? new(name, name, "Other", "▢", "");

    public static bool IsHotDesk(string name) => name.StartsWith("hotdesk-", StringComparison.Ordinal);
}

/// <summary>One kind of box.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Category">Under which it is offered.</param>
/// <param name="Icon">One sign.</param>
/// <param name="Says">One sentence: what it does.</param>
public sealed record FlowProgram(string Name, string Title, string Category, string Icon, string Says)
{
    public IReadOnlyList<FlowField> Fields { get; init; } = [];

    /// <summary>Whether a box below it is ever reached.</summary>
    public bool GoesOn { get; init; } = true;

    /// <summary>Whether digits dialled after the number are for it.</summary>
    public bool TakesRest { get; init; }
}

/// <summary>One setting of a box.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Kind">What is entered.</param>
public sealed record FlowField(string Name, string Label, FlowFieldKind Kind)
{
    public string? Help { get; init; }
}

/// <summary>What is entered in a setting.</summary>
public enum FlowFieldKind
{
    Person,
    Device,
    Callflow,
    Recording,
    Seconds,
}
