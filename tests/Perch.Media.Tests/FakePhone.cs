using System.Net;
using System.Net.Sockets;
using Perch.Rtp;

namespace Perch.Media.Tests;

/// <summary>The phone at the other end of a port: a socket that sends and receives single packets.</summary>
internal sealed class FakePhone : IDisposable
{
    private readonly Socket _rtp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _buffer = new byte[2048];
    private ushort _sequence = 1000;
    private uint _timestamp = 160_000;

    public FakePhone()
    {
        _rtp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _rtp.ReceiveTimeout = 3000;
    }

    public IPEndPoint Address => (IPEndPoint)_rtp.LocalEndPoint!;

    public uint Ssrc { get; set; } = 0xA11CE;

    public void SendTo(int port, ReadOnlySpan<byte> datagram) =>
        _rtp.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Sends one packet; the time line advances with audio, not with events.</summary>
    public void SendRtp(MediaPort port, byte payloadType, ReadOnlySpan<byte> payload, bool advances = true)
    {
        var packet = new byte[RtpHeader.Length + payload.Length];
        new RtpHeader(payloadType, false, _sequence++, _timestamp, Ssrc).Write(packet);
        payload.CopyTo(packet.AsSpan(RtpHeader.Length));
        _timestamp += advances ? (uint)payload.Length : 0;
        SendTo(port.RtpPort, packet);
    }

    public void SendAudio(MediaPort port, byte fill = 0x55) =>
        SendRtp(port, 0, Enumerable.Repeat(fill, 160).ToArray());

    /// <summary>A packet that the network loses.</summary>
    public void LosePacket()
    {
        _sequence++;
        _timestamp += 160;
    }

    /// <summary>A whole key press, its end sent three times.</summary>
    public void Press(MediaPort port, char digit, byte payloadType = 101)
    {
        var sender = new TelephoneEventSender(TelephoneEvent.CodeOf(digit)!.Value, 800, 160);
        var payload = new byte[TelephoneEvent.Length];

        while (sender.TryNext(out var next, out _))
        {
            next.Write(payload);
            SendRtp(port, payloadType, payload, advances: false);
        }

        _timestamp += 800;
    }

    public (RtpHeader Header, byte[] Payload) Receive()
    {
        var length = _rtp.Receive(_buffer);
        Assert.True(RtpPacket.TryRead(_buffer.AsSpan(0, length), out var packet));

        return (packet.Header, packet.Payload.ToArray());
    }

    public byte[] ReceiveDatagram() => _buffer[.._rtp.Receive(_buffer)];

    public bool HasReceived => _rtp.Poll(0, SelectMode.SelectRead);

    public void Dispose() => _rtp.Dispose();
}
