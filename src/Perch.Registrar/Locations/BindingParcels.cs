using System.Buffers;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// Bindings on their way from the node that has them to one that wants to call, written as in the journal. What the other
/// node cannot send to by itself is left out: phones on a connection, and behind a NAT that lets in only us.
/// </summary>
internal sealed class BindingParcels(UserAgents userAgents)
{
    private IReadOnlyList<SipChannel> _udp = [];

    /// <summary>The UDP sockets of this node, once they are open.</summary>
    public void SendBy(IReadOnlyList<SipChannel> udp) => _udp = udp;

    public static byte[] Pack(DeviceId device, IReadOnlyList<DeviceBinding> bindings)
    {
        var parcel = new ArrayBufferWriter<byte>();
        JournalFormat.WriteDevice(parcel, device, [.. bindings.Where(binding => !binding.IsBehindNat)]);

        return parcel.WrittenSpan.ToArray();
    }

    public IReadOnlyList<DeviceBinding> Unpack(byte[] parcel)
    {
        var replay = new JournalReplay(WayTo, userAgents);
        replay.Read(parcel);

        return [.. replay.Devices.Values.SelectMany(bindings => bindings)];
    }

    /// <summary>By a socket of our own; which address leads there is for our routes to say.</summary>
    private SipFlow? WayTo(SipAddress at, SipAddress remote, SipAddress local)
    {
        var socket = _udp.FirstOrDefault(channel => channel.Local.IsIpv6 == remote.IsIpv6);

        return socket is null ? null : new SipFlow(socket, remote, default);
    }
}
