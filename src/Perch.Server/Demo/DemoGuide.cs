using System.Net;

namespace Perch.Server.Demo;

/// <summary>Says what to dial from where in the demonstration office, with commands to copy.</summary>
/// <param name="pins">User name to PIN.</param>
/// <param name="passwords">SIP user name to SIP password.</param>
/// <param name="sip">Where the server listens for phones.</param>
/// <param name="httpPort">Where the API answers.</param>
internal sealed class DemoGuide(
    IReadOnlyDictionary<string, string> pins,
    IReadOnlyDictionary<string, string> passwords,
    IPEndPoint sip,
    int httpPort)
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
        RealTelephone(),
        "Some brands need a dial plan for *11: docs/phones.md has it.",
        $"Portal: http://127.0.0.1:{httpPort}, user admin. Quiet room, meeting room and lobby are live: their phones run in the server.",
        $"API: http://127.0.0.1:{httpPort}/docs",
        "",
    ];

    private string RealTelephone() => IPAddress.IsLoopback(sip.Address)
        ? $"A real telephone cannot reach {sip}, which is for this machine only: start with --sip {sip.Port} for it."
        : $"A real telephone: server {FromOutside()}, port {sip.Port}, UDP or TCP; user name and password as above.";

    private IPAddress FromOutside() => IsAny(sip.Address) ? MachineAddress.Of() : sip.Address;

    private string Server()
    {
        var here = FromHere(sip);

        return here.Port == 5060 && here.Address.Equals(IPAddress.Loopback) ? "" : $"--server {here} ";
    }

    private static IPEndPoint FromHere(IPEndPoint listening) =>
        IsAny(listening.Address) ? new(IPAddress.Loopback, listening.Port) : listening;

    private static bool IsAny(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string Program()
    {
        var program = Environment.ProcessPath ?? "perch";
        var relative = Path.GetRelativePath(System.IO.Directory.GetCurrentDirectory(), program);

        return relative.StartsWith("..", StringComparison.Ordinal) ? program : relative;
    }
}
