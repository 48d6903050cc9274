using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Perch.Server.Demo;

/// <summary>An address at which other machines probably reach this one; for people to read, nothing depends on it.</summary>
internal static class MachineAddress
{
    public static IPAddress Of() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .OrderByDescending(network => network.GetIPProperties().GatewayAddresses.Count)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? IPAddress.Loopback;
}
