using System.Net;
using Microsoft.Extensions.Logging;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>A UDP socket on a free port.</summary>
public sealed class UdpLink : PhoneLink
{
    private readonly UdpListener _socket;

    public UdpLink(IPEndPoint server, TimeProvider time, ILoggerFactory loggers)
        : base(new SipStack(time, loggers))
    {
        var any = server.Address.AddressFamily == IPAddress.Any.AddressFamily ? IPAddress.Any : IPAddress.IPv6Any;
        _socket = new(new(any, 0), Stack);
        Server = $"{server} over UDP";
        _socket.Start();
        Flow = new SipFlow(_socket.Channel, SipAddress.From(server), default);
    }

    public override SipFlow? Flow { get; }

    public override string Server { get; }

    protected override void Dispose(bool disposing)
    {
        _socket.Dispose();
        Stack.Dispose();
        base.Dispose(disposing);
    }
}
