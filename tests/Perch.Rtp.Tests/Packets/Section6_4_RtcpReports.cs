namespace Perch.Rtp.Tests;

public sealed class Section6_4_RtcpReports
{
    private static readonly RtcpReportBlock Block =
        new(0xB0B, 12, -3, 70_000, 44, new RtcpReportTimes(0x11223344, 65536));

    [Fact]
    public void A_compound_reads_back_as_it_was_written()
    {
        var datagram = new byte[256];
        var writer = new RtcpWriter(datagram);
        var report = new RtcpSenderReport(0xA11CE, 0x1122334455667788, 8000, 50, 8000);
        writer.WriteSenderReport(report, Block);
        writer.WriteSourceDescription(0xA11CE, "the window desk");
        writer.WriteBye(0xA11CE);

        Assert.True(RtcpReader.TryOpen(datagram.AsSpan(0, writer.Length), out var reader));
        Assert.True(reader.TryReadNext(out var first));
        Assert.True(first.TryReadSenderReport(out var readReport));
        Assert.True(first.TryReadReportBlock(0, out var readBlock));
        Assert.False(first.TryReadReportBlock(1, out _));
        Assert.True(reader.TryReadNext(out var second));
        Assert.True(reader.TryReadNext(out var third));
        Assert.False(reader.TryReadNext(out _));
        Assert.Equal(report, readReport);
        Assert.Equal(Block, readBlock);
        Assert.Equal(RtcpPacketType.SourceDescription, second.Type);
        Assert.Equal(RtcpPacketType.Bye, third.Type);
    }

    [Fact]
    public void Every_cut_of_a_compound_is_refused_or_whole()
    {
        var datagram = new byte[256];
        var writer = new RtcpWriter(datagram);
        writer.WriteReceiverReport(0xA11CE, Block);
        var whole = writer.Length;

        for (var length = 0; length < whole; length++)
        {
            Assert.False(RtcpReader.TryOpen(datagram.AsSpan(0, length), out _));
        }

        Assert.True(RtcpReader.TryOpen(datagram.AsSpan(0, whole), out _));
    }

    [Fact]
    public void A_quarter_of_the_packets_lost_is_reported_as_64_of_256()
    {
        var statistics = new ReceptionStatistics();

        for (ushort number = 0; number < 100; number++)
        {
            if (number % 4 != 1)
            {
                statistics.Receive(new RtpHeader(0, false, (ushort)(65_500 + number), number * 160u, 7), number * 160u);
            }
        }

        var block = statistics.Report(default);

        Assert.Equal(25, block.CumulativeLost);
        Assert.Equal(64, block.FractionLost);
        Assert.Equal(65_599u, block.HighestSequence);
        Assert.Equal(0u, block.Jitter);
    }

    [Fact]
    public void Uneven_arrival_shows_as_jitter()
    {
        var statistics = new ReceptionStatistics();

        for (ushort number = 0; number < 200; number++)
        {
            var late = number % 2 == 0 ? 0u : 80u;
            statistics.Receive(new RtpHeader(0, false, number, number * 160u, 7), (number * 160u) + late);
        }

        Assert.InRange(statistics.Report(default).Jitter, 70u, 80u);
    }
}
