namespace Perch.Server.Demo;

/// <summary>Who works in the demonstration office, and which telephones stand in it.</summary>
internal static class DemoPlan
{
    public static readonly IReadOnlyList<DemoPerson> People =
    [
        new("alice", "Alice", "Adams", "201"),
        new("bob", "Bob", "Brown", "202"),
        new("carol", "Carol", "Clark", "203"),
    ];

    /// <summary>They belong to nobody, so anybody may log in at them.</summary>
    public static readonly IReadOnlyList<DemoDesk> Desks =
    [
        new("desk1", "Window desk 1"),
        new("desk2", "Corridor desk 2"),
    ];

    /// <summary>They have no telephone of their own, and sit at desks whose telephones run in the server.</summary>
    public static readonly IReadOnlyList<DemoPerson> Colleagues =
    [
        new("dora", "Dora", "Diaz", "204"),
        new("emil", "Emil", "Ericsson", "205"),
    ];

    /// <summary>Desks with a telephone in the server, so that there is something to see before anybody plugs one in.</summary>
    public static readonly IReadOnlyList<DemoDesk> LiveDesks =
    [
        new("desk3", "Quiet room 3"),
        new("desk4", "Meeting room 4"),
        new("desk5", "Lobby 5"),
    ];
}

/// <summary>A person with a telephone of their own; its SIP user name is the person's.</summary>
/// <param name="Username">Of the person, and of their telephone.</param>
/// <param name="FirstName">Also names the telephone.</param>
/// <param name="LastName">Only to look like a person.</param>
/// <param name="Extension">Is the hot desk id as well.</param>
internal sealed record DemoPerson(string Username, string FirstName, string LastName, string Extension);

/// <summary>A telephone without an owner.</summary>
internal sealed record DemoDesk(string Username, string Nickname);
