using System.Net.Sockets;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>A port's RTCP: our own reports on this leg, and what the phone reports.</summary>
internal sealed class ControlSide(SendingSide sending, ReceivingSide receiving, TimeProvider time, AddressFamily family)
{
    /// <summary>Seconds from 1900, where NTP counts from, to 1970.</summary>
    private const long NtpEpoch = 2_208_988_800;

    private readonly Lock _gate = new();
    private readonly string _canonicalName = Guid.NewGuid().ToString("N");
    private IMediaSocket? _socket;
    private PeerAddress? _signalled;
    private PeerAddress? _destination;
    private uint _lastSenderReport;
    private long _lastSenderReportAt;
    private uint _reportedPackets;

    public void Attach(IMediaSocket socket) => _socket = socket;

    public void Configure(MediaFormat format)
    {
        lock (_gate)
        {
            // RFC 3550 §11: without a=rtcp (RFC 3605), RTCP is on the next higher port.
            _signalled = PeerAddress.From(format.RemoteRtcp, family)
                ?? (PeerAddress.From(format.RemoteRtp, family) is { } rtp ? rtp.WithPort(rtp.Port + 1) : null);
            _destination = _signalled;
        }
    }

    /// <summary>Takes a datagram of the RTCP socket. Nothing in it, not even a BYE, ends a call.</summary>
    public void Receive(Span<byte> datagram, in PeerAddress source)
    {
        if (!RtcpReader.TryOpen(datagram, out var reader))
        {
            receiving.CountMalformed();

            return;
        }

        lock (_gate)
        {
            if (!receiving.AcceptsControlFrom(source, _signalled))
            {
                return;
            }

            _destination = source;

            while (reader.TryReadNext(out var packet))
            {
                Note(packet);
            }
        }
    }

    public void SendReport(bool bye = false)
    {
        Span<byte> datagram = stackalloc byte[256];
        var writer = new RtcpWriter(datagram);

        lock (_gate)
        {
            if (_socket is not { } socket || _destination is not { } destination)
            {
                return;
            }

            WriteReport(ref writer, bye);
            socket.Send(datagram[..writer.Length], destination);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _socket = null;
        }
    }

    private void WriteReport(ref RtcpWriter writer, bool bye)
    {
        var sent = sending.ReportSent(NtpNow());
        var block = receiving.Report(TimesOfLastReport());

        // RFC 3550 §6.4: a sender report only from who has sent since the last one.
        if (sent.PacketCount != _reportedPackets)
        {
            writer.WriteSenderReport(sent, block);
        }
        else
        {
            writer.WriteReceiverReport(sent.Ssrc, block);
        }

        _reportedPackets = sent.PacketCount;
        writer.WriteSourceDescription(sent.Ssrc, _canonicalName);

        if (bye)
        {
            writer.WriteBye(sent.Ssrc);
        }
    }

    private void Note(in RtcpPacket packet)
    {
        if (packet.TryReadSenderReport(out var report))
        {
            // RFC 3550 §6.4.1: LSR is the middle 32 bits of the NTP time.
            _lastSenderReport = (uint)(report.NtpTime >> 16);
            _lastSenderReportAt = time.GetTimestamp();
        }
    }

    private RtcpReportTimes TimesOfLastReport() => _lastSenderReport == 0
        ? default
        : new RtcpReportTimes(
            _lastSenderReport,
            (uint)Math.Min(time.GetElapsedTime(_lastSenderReportAt).TotalSeconds * 65536, uint.MaxValue));

    private ulong NtpNow()
    {
        var sinceEpoch = time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        var seconds = (ulong)((sinceEpoch.Ticks / TimeSpan.TicksPerSecond) + NtpEpoch);
        var fraction = (ulong)(sinceEpoch.Ticks % TimeSpan.TicksPerSecond << 32) / TimeSpan.TicksPerSecond;

        return (seconds << 32) | fraction;
    }
}
