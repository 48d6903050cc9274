using System.Net;
using CsCheck;
using Perch.Rtp;

namespace Perch.Media.Tests;

/// <summary>CVE-2021-41105 and its like: one wrong packet on a media port ended the call.</summary>
public sealed class HostilePackets : IDisposable
{
    private readonly MediaFixture _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public void A_strangers_packets_are_dropped_and_counted_and_the_call_goes_on()
    {
        using var stranger = new FakePhone();
        using var alices = _media.Open(_media.Alice);
        using var bobs = _media.Open(_media.Bob);
        alices.JoinTo(bobs);
        _media.Alice.SendAudio(alices, 1);
        _media.Bob.Receive();

        stranger.SendAudio(alices, 0x66);
        MediaFixture.WaitUntil(() => alices.Counters.DroppedWrongSource == 1);
        _media.Alice.SendAudio(alices, 2);

        Assert.All(_media.Bob.Receive().Payload, octet => Assert.Equal(2, octet));
        Assert.False(stranger.HasReceived);
    }

    [Fact]
    public void A_phone_behind_nat_hears_us_where_it_sends_from()
    {
        using var port = _media.Open(MediaFixture.FormatFor(null) with
        {
            RemoteRtp = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 4000),
        });
        port.StartEcho();

        _media.Alice.SendAudio(port, 0x77);

        Assert.All(_media.Alice.Receive().Payload, octet => Assert.Equal(0x77, octet));
    }

    [Fact]
    public void Garbage_and_unknown_payload_types_are_counted()
    {
        using var port = _media.Open(_media.Alice);

        _media.Alice.SendTo(port.RtpPort, [1, 2, 3]);
        _media.Alice.SendTo(port.RtpPort, []);
        _media.Alice.SendTo(port.RtpPort + 1, [0x80, 200, 0, 99]);
        _media.Alice.SendRtp(port, 77, new byte[160]);

        MediaFixture.WaitUntil(() => port.Counters is { DroppedMalformed: 3, DroppedPayloadType: 1 });
    }

    [Fact]
    public void A_bye_ends_nothing()
    {
        using var port = _media.Open(_media.Alice);
        port.StartEcho();
        var bye = new byte[64];
        var writer = new RtcpWriter(bye);
        writer.WriteReceiverReport(_media.Alice.Ssrc, null);
        writer.WriteBye(_media.Alice.Ssrc);

        _media.Alice.SendTo(port.RtpPort + 1, bye.AsSpan(0, writer.Length));
        _media.Alice.SendAudio(port);

        Assert.Equal(160, _media.Alice.Receive().Payload.Length);
    }

    [Fact]
    public void No_datagram_makes_a_joined_port_throw() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 2], Gen.Bool).Sample((bytes, type, g722) =>
        {
            using var ports = new JoinedSides(g722 ? AudioCodec.G722 : AudioCodec.Pcma);
            // Mostly valid beginnings, or hardly anything would get past the first check.
            var datagram = new byte[] { 0x80, (byte)(type == 0 ? 0 : 101) }.Concat(bytes).ToArray();
            datagram[0] |= (byte)(bytes.Length > 0 ? bytes[0] & 0x3F : 0);

            ports.Receive(datagram);
        }, iter: 3000);

    /// <summary>Alice's PCMU side relaying to a side with another codec, without sockets.</summary>
    private sealed class JoinedSides : IDisposable
    {
        private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 4000);
        private readonly PaceMetrics _metrics = new(static () => 0);
        private readonly Pacer _pacer;
        private readonly ReceivingSide _alices;

        public JoinedSides(AudioCodec codec)
        {
            _pacer = new(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, _metrics);
            var family = Peer.AddressFamily;
            var bobs = new SendingSide(TimeProvider.System, _pacer, family);
            bobs.Attach(new Nowhere());
            bobs.Configure(new MediaFormat(codec, (int)codec, 96, 20, Peer));
            var own = new SendingSide(TimeProvider.System, _pacer, family);
            _alices = new ReceivingSide(own, TimeProvider.System, family);
            _alices.Configure(new MediaFormat(AudioCodec.Pcmu, 0, 101, 20, Peer));
            _alices.RelayTo(bobs);
        }

        public void Receive(byte[] datagram) => _alices.Receive(datagram, PeerAddress.From(Peer.Address, 4000));

        public void Dispose()
        {
            _pacer.Dispose();
            _metrics.Dispose();
        }
    }

    private sealed class Nowhere : IMediaSocket
    {
        public bool Send(ReadOnlySpan<byte> datagram, in PeerAddress destination) => true;

        public void Dispose()
        {
        }
    }
}
