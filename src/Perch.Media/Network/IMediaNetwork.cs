using System.Net;

namespace Perch.Media;

/// <summary>Takes one datagram on the network's thread; it may write into the buffer.</summary>
internal delegate void DatagramSink(Span<byte> datagram, in PeerAddress source);

/// <summary>UDP sockets and the thread that receives for all of them.</summary>
internal interface IMediaNetwork : IDisposable
{
    /// <summary>Binds a port; null when it is taken or the address is not ours.</summary>
    IMediaSocket? TryOpen(IPAddress local, int port, DatagramSink sink);
}

/// <summary>One bound UDP socket.</summary>
internal interface IMediaSocket : IDisposable
{
    /// <summary>Sends without waiting; false when the system did not take the datagram, which is then lost.</summary>
    bool Send(ReadOnlySpan<byte> datagram, in PeerAddress destination);
}
