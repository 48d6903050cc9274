using CsCheck;

namespace Perch.Rtp.Tests;

public sealed class Section5_1_RtpFixedHeader
{
    [Fact]
    public void A_written_header_reads_back_the_same() =>
        Gen.Select(Gen.Byte[0, 127], Gen.Bool, Gen.UShort, Gen.UInt, Gen.UInt).Sample((type, marker, number, time, ssrc) =>
        {
            var header = new RtpHeader(type, marker, number, time, ssrc);
            var datagram = new byte[RtpHeader.Length];
            header.Write(datagram);

            Assert.True(RtpPacket.TryRead(datagram, out var packet));
            Assert.Equal(header, packet.Header);
            Assert.True(packet.Payload.IsEmpty);
        });

    [Fact]
    public void Contributing_sources_extension_and_padding_are_left_out_of_the_payload()
    {
        byte[] datagram =
        [
            0xB2, 0x00, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3,
            1, 1, 1, 1, 2, 2, 2, 2,
            0xBE, 0xDE, 0, 1, 9, 9, 9, 9,
            0xAA, 0xBB,
            0, 0, 3,
        ];

        Assert.True(RtpPacket.TryRead(datagram, out var packet));
        Assert.Equal([0xAA, 0xBB], packet.Payload.ToArray());
    }

    [Fact]
    public void Every_proper_prefix_of_the_headers_is_refused()
    {
        byte[] datagram =
            [0x91, 0x00, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 1, 1, 0xBE, 0xDE, 0, 1, 9, 9, 9, 9];

        for (var length = 0; length < datagram.Length; length++)
        {
            Assert.False(RtpPacket.TryRead(datagram.AsSpan(0, length), out _));
        }

        Assert.True(RtpPacket.TryRead(datagram, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(255)]
    public void Padding_that_cannot_be_is_refused(byte padding)
    {
        var datagram = new byte[RtpHeader.Length + 1];
        datagram[0] = 0xA0;
        datagram[^1] = padding;

        Assert.False(RtpPacket.TryRead(datagram, out _));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x40)]
    [InlineData(0xC0)]
    public void Other_versions_are_refused(byte first)
    {
        var datagram = new byte[RtpHeader.Length];
        datagram[0] = first;

        Assert.False(RtpPacket.TryRead(datagram, out _));
    }

    [Fact]
    public void No_bytes_make_the_readers_throw() =>
        Gen.Byte.Array[0, 80].Sample(bytes =>
        {
            if (bytes.Length > 1)
            {
                bytes[0] = (byte)(0x80 | (bytes[0] & 0x3F));
            }

            if (RtpPacket.TryRead(bytes, out var packet))
            {
                Assert.True(packet.PayloadOffset + packet.Payload.Length <= bytes.Length);
                new TelephoneEventReceiver().Receive(packet.Header, packet.Payload);
            }

            ReadControl(bytes);
        });

    private static void ReadControl(byte[] bytes)
    {
        if (bytes.Length > 1)
        {
            bytes[1] = (byte)(200 + (bytes[1] & 1));
        }

        if (!RtcpReader.TryOpen(bytes, out var reader))
        {
            return;
        }

        while (reader.TryReadNext(out var packet))
        {
            packet.TryReadSenderReport(out _);
            packet.TryReadSsrc(out _);
            packet.TryReadReportBlock(0, out _);
            packet.TryReadReportBlock(30, out _);
        }
    }
}
