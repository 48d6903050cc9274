namespace Perch.Server.Demo;

/// <summary>Says what to dial from where in the demonstration office, with commands to copy.</summary>
/// <param name="pins">User name to PIN.</param>
/// <param name="passwords">SIP user name to SIP password.</param>
/// <param name="sipPort">Where phones register.</param>
/// <param name="httpPort">Where the API answers.</param>
internal sealed class DemoGuide(
    IReadOnlyDictionary<string, string> pins, IReadOnlyDictionary<string, string> passwords, int sipPort, int httpPort)
{
    public IEnumerable<string> Lines() =>
    [
        "The demonstration office",
        "",
        "  person        extension  hot desk ID  PIN     own phone",
        .. DemoPlan.People.Select(person =>
            $"  {person.FirstName + " " + person.LastName,-13} {person.Extension,-10} {person.Extension,-12} " +
            $"{pins.GetValueOrDefault(person.Username, "-"),-7} {person.Username}"),
        "",
        "  Desks that belong to nobody: " + string.Join(", ", DemoPlan.Desks.Select(desk => $"{desk.Username} ({desk.Nickname})")),
        "",
        "Each of these is a telephone in a terminal of its own:",
        "",
        .. passwords.Select(phone => $"  {Program()} phone {Server()}--user {phone.Key} --password {phone.Value}"),
        "",
        "What to try:",
        "",
        $"  1. On desk1 dial *11, then Alice's ID {DemoPlan.People[0].Extension}, then her PIN " +
        $"{pins.GetValueOrDefault(DemoPlan.People[0].Username, "-")} and #: desk1 is Alice's now.",
        "  2. On bob dial 201: alice and desk1 ring. Answer at desk1: alice stops ringing.",
        "  3. On desk1 dial 202: Bob sees that Alice is calling.",
        "  4. On alice dial *13: Alice's own phone stays silent, desk1 still rings. *13 again: it rings again.",
        "  5. On desk1 dial *12: only alice rings for Alice.",
        "",
        $"A real telephone: server {MachineAddress.Of()}, port {sipPort}, UDP or TCP; user name and password as above.",
        "Some brands need a dial plan for *11: docs/phones.md has it.",
        $"API: http://127.0.0.1:{httpPort}/docs",
        "",
    ];

    private string Server() => sipPort == 5060 ? "" : $"--server 127.0.0.1:{sipPort} ";

    private static string Program()
    {
        var program = Environment.ProcessPath ?? "perch";
        var relative = Path.GetRelativePath(System.IO.Directory.GetCurrentDirectory(), program);

        return relative.StartsWith("..", StringComparison.Ordinal) ? program : relative;
    }
}
