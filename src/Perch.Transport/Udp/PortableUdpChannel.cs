using System.Net;
using System.Net.Sockets;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>UDP by .NET's own calls, one datagram at a time: for systems without recvmmsg.</summary>
internal sealed class PortableUdpChannel : SipChannel, IDisposable
{
    private readonly Socket _socket;
    private readonly SipStack _stack;
    private readonly Thread _thread;
    private readonly SipMessage _message = new();
    private readonly bool _ipv6;
    private volatile bool _closing;

    public PortableUdpChannel(IPEndPoint local, SipStack stack)
    {
        _socket = UdpSockets.Open(local);
        _socket.Bind(local);
        _stack = stack;
        _ipv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        _thread = new(Receive) { IsBackground = true, Name = "sip-udp" };
        Local = SipAddress.From((IPEndPoint)_socket.LocalEndPoint!);
    }

    public override SipProtocol Protocol => SipProtocol.Udp;

    public override SipAddress Local { get; }

    public void Start() => _thread.Start();

    public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        try
        {
            _socket.SendTo(message, SocketFlags.None, to.ToEndPoint());
        }
        catch (SocketException failure)
        {
            // A full buffer is a lost datagram, which the transaction repeats; no route is a failure.
            return failure.SocketErrorCode is SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }

        return true;
    }

    public void Dispose()
    {
        _closing = true;
        _socket.Dispose();

        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    private void Receive()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(SipLimits.MaxMessageBytes, pinned: true);
        var source = new SocketAddress(_socket.AddressFamily);

        while (!_closing)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, source);
                Take(buffer, length, SocketAddresses.Read(source.Buffer.Span, _ipv6));
            }
            catch (SocketException)
            {
                // An ICMP error of a datagram we sent earlier; or we are closing, which the loop sees.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(byte[] buffer, int length, SipAddress source)
    {
        var flow = new SipFlow(this, source, default);
        Datagrams.Take(_stack, _message, buffer, 0, length, flow);
    }
}
