using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>
/// A UDP socket with a receive thread of its own, which reads each message in place and hands it to the stack before
/// it receives again. On Linux datagrams come and answers go in batches.
/// </summary>
public sealed partial class UdpListener : IDisposable
{
    private readonly SipStack _stack;
    private readonly ILogger _log;
    private readonly Socket _socket;
    private readonly UdpChannel _channel;
    private readonly Thread _thread;
    private readonly SipMessage _message = new();
    private int _closing;

    /// <summary>
    /// Opens the socket; <see cref="Start"/> begins to receive. Port 0 takes a free one; <c>IPv6Any</c> takes IPv4 too.
    /// </summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public UdpListener(IPEndPoint address, SipStack stack)
    {
        _stack = stack;
        _log = stack.Loggers.CreateLogger<UdpListener>();
        _socket = UdpSockets.Open(address);
        _channel = new(_socket, stack);
        stack.Metrics.Watch(_channel.Local, () => UdpBacklog.Of(_socket));
        _thread = new(ReceiveUntilClosed) { IsBackground = true, Name = $"sip-udp-{_channel.Local.Port}" };
    }

    public SipChannel Channel => _channel;

    /// <summary>Where it listens, with the port it got.</summary>
    public IPEndPoint Address => _channel.Local.ToEndPoint();

    /// <summary>Receives from here on; what came before waits in the socket. To be called once.</summary>
    public void Start() => _thread.Start();

    /// <summary>Returns when the receive thread has ended; once more does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        UdpSockets.Wake(_socket);

        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _socket.Dispose();
        _channel.Dispose();
    }

    private bool IsClosing => Volatile.Read(ref _closing) != 0;

    private void ReceiveUntilClosed()
    {
        while (!IsClosing)
        {
            try
            {
                if (OperatingSystem.IsLinux())
                {
                    ReceiveBatches();
                }
                else
                {
                    ReceiveOneByOne();
                }
            }
            catch (Exception failure)
            {
                ReceiveFailed(failure, _channel.Local);
            }
        }
    }

    private void ReceiveBatches()
    {
        using var batch = new DatagramBatch(DatagramBatch.ReceivedCount, SipLimits.MaxMessageBytes);

        while (!IsClosing)
        {
            var count = batch.Receive(_socket.SafeHandle);
            _channel.BeginBatch();

            for (var index = 0; index < count; index++)
            {
                Take(batch.Buffers[index], batch.ReceivedLength(index), batch.FlowOf(index, _channel));
                batch.ResetForReceive(index);
            }

            _channel.EndBatch();
        }
    }

    private void ReceiveOneByOne()
    {
        var buffer = new byte[SipLimits.MaxMessageBytes];
        var from = new SocketAddress(_socket.AddressFamily);

        while (!IsClosing)
        {
            var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
            var ipv6 = _socket.AddressFamily == AddressFamily.InterNetworkV6;
            Take(buffer, length, new SipFlow(_channel, SocketName.Read(from.Buffer.Span, ipv6), default));
        }
    }

    private void Take(byte[] buffer, int length, in SipFlow flow)
    {
        // Phones behind a NAT send CRLFs, or a byte or two of anything, to keep its binding (RFC 5626 §4.4.1).
        if (length <= 4 || IsClosing)
        {
            return;
        }

        var rejection = _message.Parse(buffer, 0, length);

        if (rejection == SipRejection.None)
        {
            _stack.Receive(_message, flow);
        }
        else
        {
            _stack.ReceiveRejected(_message, rejection, flow);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Receiving on {Local} failed, and goes on")]
    private partial void ReceiveFailed(Exception failure, SipAddress local);
}
