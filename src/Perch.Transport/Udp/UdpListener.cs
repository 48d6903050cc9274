using System.Net;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>A UDP socket and the threads that receive from it.</summary>
public sealed class UdpListener : IDisposable
{
    private readonly PortableUdpChannel _channel;

    private UdpListener(PortableUdpChannel channel) => _channel = channel;

    public SipChannel Channel => _channel;

    /// <summary>Where it listens; the port is the real one where 0 was asked for.</summary>
    public SipAddress Local => _channel.Local;

    /// <summary>Begins to receive at once. <c>IPv6Any</c> takes IPv4 too.</summary>
    public static UdpListener Open(IPEndPoint local, SipStack stack)
    {
        var channel = new PortableUdpChannel(local, stack);
        channel.Start();

        return new(channel);
    }

    /// <summary>Returns when the receive threads have ended.</summary>
    public void Dispose() => _channel.Dispose();
}
