using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Perch.Media;

/// <summary>A non-blocking UDP socket by its file number.</summary>
internal sealed unsafe class LinuxSocket : IMediaSocket
{
    /// <summary>Expedited forwarding, DSCP 46, in the upper six bits (RFC 4594 §4.1).</summary>
    private const int ExpeditedForwarding = 46 << 2;

    private readonly Lock _gate = new();
    private readonly LinuxNetwork _network;
    private bool _closed;

    private LinuxSocket(LinuxNetwork network, int file, DatagramSink sink)
    {
        _network = network;
        File = file;
        Sink = sink;
    }

    public int File { get; }

    public DatagramSink Sink { get; }

    public static LinuxSocket? TryBind(LinuxNetwork network, IPAddress local, int port, DatagramSink sink)
    {
        var isV6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        var file = LinuxSyscalls.Socket(
            isV6 ? LinuxSyscalls.AfInet6 : LinuxSyscalls.AfInet, LinuxSyscalls.DatagramNonBlocking, 0);

        if (file < 0)
        {
            return null;
        }

        var address = stackalloc byte[LinuxSyscalls.AddressLength];
        var length = Write(PeerAddress.From(local, (ushort)port), address);

        if (LinuxSyscalls.Bind(file, address, length) != 0)
        {
            _ = LinuxSyscalls.Close(file);

            return null;
        }

        var mark = ExpeditedForwarding;
        _ = LinuxSyscalls.SetOption(
            file,
            isV6 ? LinuxSyscalls.LevelIpV6 : LinuxSyscalls.LevelIp,
            isV6 ? LinuxSyscalls.TrafficClass : LinuxSyscalls.TypeOfService,
            &mark,
            sizeof(int));

        return new LinuxSocket(network, file, sink);
    }

    public bool Send(ReadOnlySpan<byte> datagram, in PeerAddress destination)
    {
        var address = stackalloc byte[LinuxSyscalls.AddressLength];
        var length = Write(destination, address);

        // Closing takes the same lock: the file number may belong to another call right after.
        lock (_gate)
        {
            fixed (byte* bytes = datagram)
            {
                return !_closed
                    && LinuxSyscalls.Send(File, bytes, datagram.Length, 0, address, length) == datagram.Length;
            }
        }
    }

    /// <summary>The length of the datagram received, or a negative number when there is none.</summary>
    public int Receive(byte* buffer, int capacity, out PeerAddress source)
    {
        var address = stackalloc byte[LinuxSyscalls.AddressLength];
        var addressLength = LinuxSyscalls.AddressLength;
        source = default;

        lock (_gate)
        {
            var length = _closed
                ? -1
                : (int)LinuxSyscalls.Receive(File, buffer, capacity, 0, address, &addressLength);
            source = length < 0 ? default : Read(address);

            return length;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _closed = true;
                _network.Forget(File);
                _ = LinuxSyscalls.Close(File);
            }
        }
    }

    private static int Write(in PeerAddress peer, byte* address)
    {
        var octets = new Span<byte>(address, LinuxSyscalls.AddressLength);
        octets.Clear();
        *(ushort*)address = peer.IsV6 ? (ushort)LinuxSyscalls.AfInet6 : (ushort)LinuxSyscalls.AfInet;
        BinaryPrimitives.WriteUInt16BigEndian(octets[2..], peer.Port);

        if (!peer.IsV6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets[4..], (uint)peer.Low);

            return 16;
        }

        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], peer.High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[16..], peer.Low);
        *(uint*)(address + 24) = peer.Scope;

        return LinuxSyscalls.AddressLength;
    }

    private static PeerAddress Read(byte* address)
    {
        var octets = new ReadOnlySpan<byte>(address, LinuxSyscalls.AddressLength);
        var port = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);

        return *(ushort*)address == LinuxSyscalls.AfInet
            ? new PeerAddress(0, BinaryPrimitives.ReadUInt32BigEndian(octets[4..]), port, false, 0)
            : new PeerAddress(
                BinaryPrimitives.ReadUInt64BigEndian(octets[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(octets[16..]),
                port,
                true,
                *(uint*)(address + 24));
    }
}
