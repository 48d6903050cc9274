using System.Net;
using Microsoft.Extensions.Logging;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>One TCP connection, made again when it was lost; calls to the phone come through it.</summary>
public sealed class TcpLink : PhoneLink
{
    private readonly SipAddress _server;
    private readonly TcpConnector _connector;
    private SipChannel? _channel;

    public TcpLink(IPEndPoint server, TimeProvider time, ILoggerFactory loggers)
        : base(new SipStack(time, loggers))
    {
        _server = SipAddress.From(server);
        _connector = new(Stack);
    }

    public override SipFlow? Flow =>
        Volatile.Read(ref _channel) is { IsOpen: true } channel ? new SipFlow(channel, _server, default) : null;

    public override string Server => $"{_server} over TCP";

    public override async ValueTask<bool> ConnectAsync(CancellationToken cancellation)
    {
        if (Flow is null && await _connector.ConnectAsync(_server, cancellation) is { } channel)
        {
            channel.KeepOpen = true;
            Volatile.Write(ref _channel, channel);
        }

        return Flow is not null;
    }

    protected override void Dispose(bool disposing)
    {
        (_channel as IDisposable)?.Dispose();
        Stack.Dispose();
        base.Dispose(disposing);
    }
}
