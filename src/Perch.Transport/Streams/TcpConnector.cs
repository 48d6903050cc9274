using System.Net.Sockets;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Connections of ours, towards trunks and peers that listen.</summary>
public sealed class TcpConnector(SipStack stack, TcpListener? listener = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// An open connection to exactly this address, whoever opened it, or else a new one; nothing where the peer
    /// cannot be reached.
    /// </summary>
    public async Task<SipChannel?> ConnectAsync(SipAddress remote, CancellationToken cancellation = default)
    {
        if (stack.Streams.TryFind(SipProtocol.Tcp, remote, out var open))
        {
            return open;
        }

        var endPoint = remote.ToEndPoint();
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            using var patience = new CancellationTokenSource(Patience, stack.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            await socket.ConnectAsync(endPoint, either.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            return null;
        }

        return Start(socket, remote);
    }

    private StreamChannel Start(Socket socket, SipAddress remote)
    {
        var local = SipAddress.From((System.Net.IPEndPoint)socket.LocalEndPoint!);

        // Via and Contact name where we listen, not the port this connection happens to have.
        var listening = listener is null ? local : local.WithPort(listener.Local.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var channel = new StreamChannel(stream, SipProtocol.Tcp, listening, remote, stack);
        _ = channel.RunAsync();

        return channel;
    }
}
