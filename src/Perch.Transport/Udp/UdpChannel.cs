using System.Net.Sockets;
using System.Runtime.InteropServices;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>
/// Sends through a listening UDP socket. What the receive thread sends while it works through a batch leaves together
/// at the end of the batch; other threads send at once.
/// </summary>
internal sealed class UdpChannel : SipChannel, IDisposable
{
    private readonly Socket _socket;
    private readonly SipStack _stack;
    private readonly bool _ipv6;
    private readonly DatagramBatch? _held;
    private int _heldCount;
    private int _batchThread;

    public UdpChannel(Socket socket, SipStack stack)
    {
        _socket = socket;
        _stack = stack;
        _ipv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        _held = OperatingSystem.IsLinux() ? new(DatagramBatch.HeldCount, DatagramBatch.HeldBytes) : null;
        Local = SipAddress.From((System.Net.IPEndPoint)socket.LocalEndPoint!);
    }

    public override SipProtocol Protocol => SipProtocol.Udp;

    public override SipAddress Local { get; }

    // Only the receive thread finds its own number here, so what it holds needs no lock.
    public override bool HoldsBack => _held is not null && _batchThread == Environment.CurrentManagedThreadId;

    public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        if (to.Port == 0 || (to.IsIpv6 && !_ipv6))
        {
            return false;
        }

        if (_held is null)
        {
            return SendPortably(message, to);
        }

        if (!HoldsBack)
        {
            return SendNow(message, to, from);
        }

        if (message.Length > DatagramBatch.HeldBytes)
        {
            _stack.BeforeBatchLeaves();
            return SendNow(message, to, from);
        }

        Hold(_held, message, to, from);

        return true;
    }

    /// <summary>The receive thread's messages are held back from here to <see cref="EndBatch"/>.</summary>
    public void BeginBatch() => _batchThread = Environment.CurrentManagedThreadId;

    public void EndBatch()
    {
        Flush(_held!);
        _batchThread = 0;
    }

    public void Dispose() => _held?.Dispose();

    private void Hold(DatagramBatch held, ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        if (_heldCount == held.Count)
        {
            Flush(held);
        }

        held.Fill(_heldCount++, message, to, from, _ipv6);
    }

    private void Flush(DatagramBatch held)
    {
        _stack.BeforeBatchLeaves();

        for (var sent = 0; sent < _heldCount;)
        {
            // One datagram that cannot go must not hold up the others.
            sent += Math.Max(held.Send(_socket.SafeHandle, sent, _heldCount - sent), 1);
        }

        _heldCount = 0;
    }

    private unsafe bool SendNow(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        var name = stackalloc byte[SocketName.Size];
        var control = stackalloc byte[SocketName.ControlSize];

        fixed (byte* bytes = message)
        {
            var vector = new Native.IoVector { Base = bytes, Length = (nuint)message.Length };
            var slot = new Native.MessageSlot { Name = name, Control = control, Vectors = &vector, VectorCount = 1 };
            slot.NameLength = (uint)SocketName.Write(new(name, SocketName.Size), to, _ipv6);
            slot.ControlLength = (nuint)SocketName.WriteFrom(new(control, SocketName.ControlSize), from, _ipv6);

            try
            {
                return Native.SendMmsg(_socket.SafeHandle, &slot, 1, 0) == 1 || MayHaveBeenLost();
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>A full buffer is a lost datagram, which transactions repeat; anything else is a failure.</summary>
    private static bool MayHaveBeenLost() =>
        Marshal.GetLastPInvokeError() is Native.TryAgain or Native.NoBufferSpace or Native.Interrupted;

    private bool SendPortably(ReadOnlySpan<byte> message, SipAddress to)
    {
        try
        {
            return _socket.SendTo(message, SocketFlags.None, to.ToEndPoint()) == message.Length;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
