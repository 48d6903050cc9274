using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Which of the machine's addresses routing uses towards a peer. Answers are kept for a while.</summary>
internal sealed class LocalRoutes(TimeProvider time)
{
    private const int MaxKept = 16 * 1024;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<SipAddress, SipAddress> _known = new();
    private long _clearedAt = time.GetTimestamp();

    /// <summary>The address without a port; none where there is no route.</summary>
    public SipAddress Towards(SipAddress peer)
    {
        if (_known.Count >= MaxKept || time.GetElapsedTime(Volatile.Read(ref _clearedAt)) > KeptFor)
        {
            _known.Clear();
            Volatile.Write(ref _clearedAt, time.GetTimestamp());
        }

        return _known.GetOrAdd(peer.WithPort(0), static host => Ask(host));
    }

    /// <summary>Connecting a UDP socket sends nothing, but makes the kernel choose a source address.</summary>
    private static SipAddress Ask(SipAddress host)
    {
        var peer = host.WithPort(5060).ToEndPoint();

        try
        {
            using var socket = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(peer);

            return SipAddress.From((IPEndPoint)socket.LocalEndPoint!).WithPort(0);
        }
        catch (SocketException)
        {
            return default;
        }
    }
}
