using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Accepts TCP connections; each becomes a <see cref="StreamChannel"/>.</summary>
public sealed partial class TcpListener : IDisposable
{
    private const int Backlog = 1024;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly SipStack _stack;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private int _disposed;

    /// <summary>
    /// Opens the socket; <see cref="Start()"/> begins to accept. Port 0 takes a free one; <c>IPv6Any</c> takes IPv4 too.
    /// </summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public TcpListener(IPEndPoint address, SipStack stack)
    {
        _stack = stack;
        _log = stack.Loggers.CreateLogger<TcpListener>();
        _socket = Open(address);
        Local = SipAddress.From((IPEndPoint)_socket.LocalEndPoint!);
    }

    /// <summary>Where it listens, with the port it got.</summary>
    public IPEndPoint Address => Local.ToEndPoint();

    /// <summary>Accepts from here on; who came before waits. To be called once.</summary>
    public void Start() => _ = AcceptAsync();

    internal SipAddress Local { get; }

    /// <summary>Stops accepting, and closes what was accepted here; once more does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _closing.Cancel();
        _socket.Dispose();

        foreach (var channel in _stack.Streams.All().Where(channel => channel.Local.Port == Local.Port))
        {
            channel.Dispose();
        }

        _closing.Dispose();
    }

    private static Socket Open(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(address);
            socket.Listen(Backlog);

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Ends with the socket; a failure to accept, such as too many open files, only costs a pause.</summary>
    private async Task AcceptAsync()
    {
        var closing = _closing.Token;

        while (!closing.IsCancellationRequested)
        {
            try
            {
                Start(await _socket.AcceptAsync(closing));
            }
            catch (Exception) when (closing.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure)
            {
                AcceptFailed(failure, Local);
                await Task.Delay(PauseAfterFailure, _stack.Time, CancellationToken.None);
            }
        }
    }

    private void Start(Socket connection)
    {
        try
        {
            connection.NoDelay = true;
            var local = SipAddress.From((IPEndPoint)connection.LocalEndPoint!);
            var remote = SipAddress.From((IPEndPoint)connection.RemoteEndPoint!);
            var stream = new NetworkStream(connection, ownsSocket: true);
            _ = new StreamChannel(stream, SipProtocol.Tcp, local, remote, _stack).RunAsync();
        }
        catch (SocketException)
        {
            // It was gone before we looked.
            connection.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Accepting on {Local} failed")]
    private partial void AcceptFailed(Exception failure, SipAddress local);
}
