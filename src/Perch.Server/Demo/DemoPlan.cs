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
}

/// <summary>A person with a telephone of their own; its SIP user name is the person's.</summary>
/// <param name="Username">Of the person, and of their telephone.</param>
/// <param name="FirstName">Also names the telephone.</param>
/// <param name="LastName">Only to look like a person.</param>
/// <param name="Extension">Is the hot desk id as well.</param>
internal sealed record DemoPerson(string Username, string FirstName, string LastName, string Extension);

/// <summary>A telephone without an owner.</summary>
internal sealed record DemoDesk(string Username, string Nickname);
