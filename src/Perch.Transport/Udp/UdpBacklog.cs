using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Perch.Transport;

/// <summary>What Linux says of a socket's queue; zero elsewhere, and of a socket that is closed.</summary>
/// <param name="Bytes">Taken by datagrams that wait.</param>
/// <param name="Dropped">Datagrams since the socket was opened that found no room.</param>
internal readonly record struct UdpBacklog(long Bytes, long Dropped)
{
    // SOL_SOCKET and SO_MEMINFO: nine numbers, of which the first and the last are wanted.
    private const int SocketLevel = 1;
    private const int MemoryInfo = 55;
    private const int Numbers = 9;

    public static UdpBacklog Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        Span<uint> numbers = stackalloc uint[Numbers];

        try
        {
            socket.GetRawSocketOption(SocketLevel, MemoryInfo, MemoryMarshal.AsBytes(numbers));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return default;
        }

        return new(numbers[0], numbers[Numbers - 1]);
    }
}
