using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Perch.Interop.Tests;

/// <summary>
/// A switch with telephones on it: a bridge on this machine, and a network namespace for each telephone, so that each
/// has an address and port 5060 of its own. The server runs beside the tests, at <see cref="ServerAddress"/>.
/// </summary>
internal sealed class LabNetwork : IAsyncDisposable
{
    private const string Prefix = "perchlab";
    private const int FirstHost = 11;
    private readonly List<string> _hosts = [];
    private readonly string _subnet = string.Create(
        CultureInfo.InvariantCulture, $"10.{100 + (Environment.ProcessId / 250 % 100)}.{Environment.ProcessId % 250}");

    private LabNetwork()
    {
    }

    public IPAddress ServerAddress => IPAddress.Parse($"{_subnet}.1");

    private static string Bridge => $"pl{Environment.ProcessId}";

    public static async Task<LabNetwork> OpenAsync()
    {
        Assert.True(
            Environment.IsPrivilegedProcess, "Telephones get a network of their own, which only root can make: sudo make test");
        await RemoveLeftoversAsync();
        var network = new LabNetwork();
        await Commands.RunAsync("ip", "link", "add", Bridge, "type", "bridge");
        await Commands.RunAsync("ip", "address", "add", $"{network._subnet}.1/24", "dev", Bridge);
        await Commands.RunAsync("ip", "link", "set", Bridge, "up");

        return network;
    }

    /// <summary>A host of that name; programs are started on it with <see cref="Start"/>.</summary>
    public async Task<IPAddress> AddHostAsync(string name)
    {
        var number = FirstHost + _hosts.Count;
        var outside = $"{Bridge}n{number}";
        var space = Namespace(name);
        _hosts.Add(name);
        await Commands.RunAsync("ip", "netns", "add", space);
        await Commands.RunAsync("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", space);
        await Commands.RunAsync("ip", "link", "set", outside, "master", Bridge, "up");
        await Commands.RunAsync("ip", "-n", space, "address", "add", $"{_subnet}.{number}/24", "dev", "eth0");
        await Commands.RunAsync("ip", "-n", space, "link", "set", "eth0", "up");
        await Commands.RunAsync("ip", "-n", space, "link", "set", "lo", "up");

        return HostAddress(name);
    }

    public IPAddress HostAddress(string name) => IPAddress.Parse($"{_subnet}.{FirstHost + _hosts.IndexOf(name)}");

    public static Process Start(string host, string program, params IEnumerable<string> arguments) =>
        Commands.Start("ip", ["netns", "exec", Namespace(host), program, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await Commands.RunAsync("ip", "netns", "delete", Namespace(host));
        }

        await Commands.RunAsync("ip", "link", "delete", Bridge);
    }

    private static string Namespace(string host) => $"{Prefix}-{Environment.ProcessId}-{host}";

    /// <summary>Of runs that were killed.</summary>
    private static async Task RemoveLeftoversAsync()
    {
        var spaces = (await Commands.RunAsync("ip", "netns", "list")).Split('\n')
            .Select(line => line.Split(' ')[0])
            .Where(space => space.StartsWith(Prefix, StringComparison.Ordinal));

        foreach (var space in spaces)
        {
            var owner = space.Split('-')[1];

            if (!Folders.Exists($"/proc/{owner}"))
            {
                await Commands.RunAsync("ip", "netns", "delete", space);

                if (Folders.Exists($"/sys/class/net/pl{owner}"))
                {
                    await Commands.RunAsync("ip", "link", "delete", $"pl{owner}");
                }
            }
        }
    }
}
