using System.Net;
using System.Net.Sockets;
using Perch.Server.Configuration;
using Perch.Server.Demo;

namespace Perch.Server.Checking;

/// <summary>Whether the server can listen, and phones can come to it.</summary>
internal static class NetworkCheck
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Finding>> RunAsync(ServerOptions options)
    {
        if (await IsRunningAsync(options))
        {
            return [Finding.Fine("The server is running and takes calls."), Route(options)];
        }

        return
        [
            .. options.Sip.Select(address => Port("SIP over UDP", "--sip", address, ProtocolType.Udp)),
            .. options.Sip.Select(address => Port("SIP over TCP", "--sip", address, ProtocolType.Tcp)),
            .. options.Http.Select(address => Port("HTTP", "--http", address, ProtocolType.Tcp)),
            Route(options),
        ];
    }

    private static Finding Port(string what, string flag, IPEndPoint address, ProtocolType protocol)
    {
        try
        {
            var type = protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream;
            using var socket = new Socket(address.AddressFamily, type, protocol);
            socket.Bind(address);
            return Finding.Fine($"{what} can listen at {address}.");
        }
        catch (SocketException failure)
        {
            return Finding.Wrong(
                $"{what} cannot listen at {address}: {failure.Message}.",
                $"Stop the program that uses the port (ss -lnup, ss -lntp show it), or choose another by {flag}.");
        }
    }

    private static Finding Route(ServerOptions options)
    {
        if (options.Sip.All(address => IPAddress.IsLoopback(address.Address)))
        {
            return Finding.Wrong(
                "SIP listens on this machine only, so that no phone elsewhere finds a way here.",
                "Leave --sip out, or give it an address of this machine that phones reach.");
        }

        return IPAddress.IsLoopback(MachineAddress.Of()) && options.ExternalAddress is null
            ? Finding.Wrong("This machine has no network, so that there is no route to a phone.", "Connect it, and look at: ip route.")
            : Finding.Fine($"Phones reach this machine at {options.ExternalAddress ?? MachineAddress.Of()}.");
    }

    private static async Task<bool> IsRunningAsync(ServerOptions options)
    {
        if (options.Http is not [var address, ..])
        {
            return false;
        }

        try
        {
            var host = IPAddress.Any.Equals(address.Address) || IPAddress.IPv6Any.Equals(address.Address)
                ? IPAddress.Loopback : address.Address;
            using var http = new HttpClient { Timeout = AnswerWithin };
            using var answer = await http.GetAsync(new Uri($"http://{new IPEndPoint(host, address.Port)}/health/ready"));

            return answer.IsSuccessStatusCode && await answer.Content.ReadAsStringAsync() == "ready";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
