using System.Net;
using System.Net.Sockets;

namespace Perch.Transport;

/// <summary>How SIP's UDP sockets are set up on every system.</summary>
internal static class UdpSockets
{
    // A burst of 5,000 phones of 1 KiB each has to find room while the receive thread is busy.
    private const int ReceiveBufferBytes = 8 * 1024 * 1024;

    // Class selector 3, what RFC 4594 §4.1 asks for signalling.
    private const int Dscp = 24;

    public static Socket Open(IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

        if (local.Address.Equals(IPAddress.IPv6Any))
        {
            socket.DualMode = true;
        }

        socket.ReceiveBufferSize = ReceiveBufferBytes;
        TrySetDscp(socket);

        return socket;
    }

    private static void TrySetDscp(Socket socket)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, Dscp << 2);
        }
        catch (SocketException)
        {
            // A mark for routers; without it telephony still works.
        }
    }
}
