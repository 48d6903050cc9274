using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Perch.Media;

/// <summary>The same on systems without epoll: one thread that selects among .NET's own sockets.</summary>
internal sealed class PortableNetwork : IMediaNetwork
{
    private const int BufferLength = 2048;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<Socket, DatagramSink> _sinks = [];
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly ManualResetEvent _someSocket = new(false);
    private volatile bool _stopped;

    public PortableNetwork(ILogger logger)
    {
        _logger = logger;
        _thread = new Thread(Receive) { IsBackground = true, Name = "perch media receive" };
        _thread.Start();
    }

    public IMediaSocket? TryOpen(IPAddress local, int port, DatagramSink sink)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };

        try
        {
            socket.Bind(new IPEndPoint(local, port));
        }
        catch (SocketException)
        {
            socket.Dispose();

            return null;
        }

        lock (_gate)
        {
            _sinks.Add(socket, sink);
            _someSocket.Set();
        }

        return new PortableSocket(this, socket);
    }

    public void Dispose()
    {
        _stopped = true;
        _someSocket.Set();
        _thread.Join();
        _someSocket.Dispose();
    }

    private void Forget(Socket socket)
    {
        lock (_gate)
        {
            _sinks.Remove(socket);

            if (_sinks.Count == 0 && !_stopped)
            {
                _someSocket.Reset();
            }
        }
    }

    private void Receive()
    {
        var buffer = new byte[BufferLength];
        var ready = new List<Socket>();

        while (!_stopped)
        {
            _someSocket.WaitOne();
            ready.Clear();

            lock (_gate)
            {
                ready.AddRange(_sinks.Keys);
            }

            if (ready.Count > 0 && TrySelect(ready))
            {
                ready.ForEach(socket => ReceiveOne(socket, buffer));
            }
        }
    }

    private static bool TrySelect(List<Socket> sockets)
    {
        try
        {
            Socket.Select(sockets, null, null, Patience);

            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One of them was closed meanwhile; the next round leaves it out.
            return false;
        }
    }

    private void ReceiveOne(Socket socket, byte[] buffer)
    {
        DatagramSink? sink;

        lock (_gate)
        {
            _sinks.TryGetValue(socket, out sink);
        }

        try
        {
            EndPoint from = new IPEndPoint(
                socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            var length = socket.ReceiveFrom(buffer, ref from);
            var source = (IPEndPoint)from;
            sink?.Invoke(buffer.AsSpan(0, length), PeerAddress.From(source.Address, (ushort)source.Port));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Windows reports an earlier send's ICMP error here: nothing was received.
        }
        catch (Exception exception)
        {
            MediaLog.ReceiveFailed(_logger, exception);
        }
    }

    private sealed class PortableSocket(PortableNetwork network, Socket socket) : IMediaSocket
    {
        public bool Send(ReadOnlySpan<byte> datagram, in PeerAddress destination)
        {
            try
            {
                return socket.SendTo(datagram, SocketFlags.None, destination.ToEndPoint()) == datagram.Length;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            network.Forget(socket);
            socket.Dispose();
        }
    }
}
