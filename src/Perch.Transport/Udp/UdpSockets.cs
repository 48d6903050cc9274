using System.Net;
using System.Net.Sockets;

namespace Perch.Transport;

/// <summary>Opening and waking SIP's UDP sockets.</summary>
internal static class UdpSockets
{
    // A burst of 5,000 phones at 1 KiB each has to find room while the receive thread is busy.
    private const int BufferBytes = 8 * 1024 * 1024;

    // DSCP CS3: what RFC 4594 §4.1 advises for signalling.
    private const int TypeOfService = 24 << 2;

    public static Socket Open(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.ReceiveBufferSize = BufferBytes;
            socket.SendBufferSize = BufferBytes;

            if (OperatingSystem.IsLinux())
            {
                SetLinuxOptions(socket);
            }

            socket.Bind(address);

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Makes a thread that waits in a receive call return.</summary>
    public static void Wake(Socket socket)
    {
        var local = (IPEndPoint)socket.LocalEndPoint!;
        var target = local.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, local.Port)
            : local.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, local.Port) : local;

        try
        {
            using var waker = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            waker.SendTo("\r\n"u8, SocketFlags.None, target);

            // Where a filter eats the datagram: Linux says "not connected", and wakes the thread all the same.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
        }
    }

    private static void SetLinuxOptions(Socket socket)
    {
        // Beyond the system's limit where we are privileged; otherwise the limit has to do.
        TrySet(socket, Native.SolSocket, Native.ReceiveBufferForce, BufferBytes);
        TrySet(socket, Native.SolIp, Native.IpTypeOfService, TypeOfService);

        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            TrySet(socket, Native.SolIpv6, Native.Ipv6TrafficClass, TypeOfService);
            TrySet(socket, Native.SolIpv6, Native.Ipv6RecvPktInfo, 1);
        }
        else
        {
            TrySet(socket, Native.SolIp, Native.IpPktInfo, 1);
        }
    }

    private static void TrySet(Socket socket, int level, int option, int value)
    {
        try
        {
            socket.SetRawSocketOption(level, option, BitConverter.GetBytes(value));
        }
        catch (SocketException)
        {
            // Each of them makes telephony better, and none makes it possible.
        }
    }
}
