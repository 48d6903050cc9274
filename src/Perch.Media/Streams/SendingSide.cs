using System.Net.Sockets;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>
/// What a port sends, in this order: a key, clips, a tone, and otherwise what is relayed to it. Its lock is the inner
/// one: whoever holds a receiving side's lock may take it, never the reverse.
/// </summary>
internal sealed class SendingSide : IPaced
{
    private readonly Lock _gate = new();
    private readonly OutgoingStream _stream;
    private readonly Pacer _pacer;
    private readonly AddressFamily _family;
    private readonly byte[] _packet = new byte[RtpHeader.Length + AudioDecoder.MaxOctets];
    private readonly Queue<DigitJob> _digits = new();
    private IMediaSocket? _socket;
    private MediaFormat? _format;
    private PeerAddress? _destination;
    private PlayJob? _playing;
    private ToneSource? _tone;
    private Transcoder? _transcoder;
    private Recorder? _recorder;
    private bool _paced;

    public SendingSide(TimeProvider time, Pacer pacer, AddressFamily family)
    {
        _stream = new OutgoingStream(time);
        _pacer = pacer;
        _family = family;
    }

    public int PacketTimeMs => _format?.PacketTimeMs ?? 20;

    public long PacketsSent { get; private set; }

    public void Attach(IMediaSocket socket) => _socket = socket;

    public void Configure(MediaFormat format)
    {
        lock (_gate)
        {
            // A phone behind NAT stays where it was learned until signalling names another address.
            if (_format is null || !Equals(_format.RemoteRtp, format.RemoteRtp))
            {
                _destination = PeerAddress.From(format.RemoteRtp, _family);
            }

            _format = format;

            if (_tone is { } tone && tone.Codec != format.Codec)
            {
                _tone = new ToneSource(tone.Tone, format.Codec);
            }
        }
    }

    /// <summary>Sends to where packets came from (symmetric RTP).</summary>
    public void Learn(in PeerAddress source)
    {
        lock (_gate)
        {
            _destination = source;
        }
    }

    public Task PlayAsync(IReadOnlyList<AudioClip> clips, CancellationToken cancellation)
    {
        var job = new PlayJob(clips);

        if (job.IsEmpty)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            // Encoding a clip for the first time takes longer than a packet may be late: not on the pacer's thread.
            foreach (var clip in clips)
            {
                clip.Encoded(_format?.Codec ?? AudioCodec.Pcmu);
            }

            _playing?.Cancel(CancellationToken.None);
            _playing = job;
            BePaced();
        }

        var registration = cancellation.UnsafeRegister((_, token) => Stop(job, token), null);

        return cancellation.CanBeCanceled ? ReleaseAfter(job.Done, registration) : job.Done;
    }

    public void StopPlaying()
    {
        PlayJob? job;

        lock (_gate)
        {
            job = _playing;
            _playing = null;
        }

        job?.Cancel();
    }

    public void StartTone(Tone tone)
    {
        lock (_gate)
        {
            _tone = new ToneSource(tone, _format?.Codec ?? AudioCodec.Pcmu);
            BePaced();
        }
    }

    public void StopTone()
    {
        lock (_gate)
        {
            _tone = null;
        }
    }

    public Task SendDigitAsync(char digit, TimeSpan duration)
    {
        if (TelephoneEvent.CodeOf(digit) is not { } code)
        {
            throw new ArgumentOutOfRangeException(nameof(digit), "is none of 0-9, *, #, A-D");
        }

        var job = new DigitJob(digit, code, duration);

        lock (_gate)
        {
            if (_socket is null)
            {
                job.Cancel();
            }
            else
            {
                _digits.Enqueue(job);
                BePaced();
            }
        }

        return job.Done;
    }

    /// <summary>Audio of a joined port, its payload at <paramref name="payloadOffset"/> behind room for a header.</summary>
    public void RelayAudio(Span<byte> datagram, in RtpHeader header, int payloadOffset, int length, AudioCodec codec)
    {
        lock (_gate)
        {
            if (!MaySend || _playing is not null || _tone is not null || _digits.Count > 0 || length == 0)
            {
                return;
            }

            var format = _format!;
            var relayed = _stream.NextRelayed(header, (byte)format.PayloadType, length);

            if (codec == format.Codec)
            {
                Send(relayed, datagram.Slice(payloadOffset - RtpHeader.Length, RtpHeader.Length + length));

                return;
            }

            if (_transcoder is null || !_transcoder.Fits(codec, format.Codec))
            {
                _transcoder = new Transcoder(codec, format.Codec);
            }

            var written = _transcoder.Transcode(
                datagram.Slice(payloadOffset, length), _packet.AsSpan(RtpHeader.Length));
            Send(relayed, _packet.AsSpan(0, RtpHeader.Length + written));
        }
    }

    /// <summary>A telephone event of a joined port; false when this side's phone takes no events.</summary>
    public bool RelayEvent(Span<byte> datagram, in RtpHeader header, int payloadOffset, int length)
    {
        lock (_gate)
        {
            if (_format?.TelephoneEventPayloadType is not { } payloadType)
            {
                return false;
            }

            if (MaySend && _digits.Count == 0)
            {
                var relayed = _stream.NextRelayed(header, (byte)payloadType, 0);
                Send(relayed, datagram.Slice(payloadOffset - RtpHeader.Length, RtpHeader.Length + length));
            }

            return true;
        }
    }

    public bool SendDue()
    {
        lock (_gate)
        {
            if (_format is not { } format || _socket is null)
            {
                return _paced = _socket is not null;
            }

            if (_digits.TryPeek(out var digit))
            {
                SendDigit(digit, format);
            }
            else if (_playing is { } playing)
            {
                SendPlayed(playing, format);
            }
            else if (_tone is { } tone)
            {
                SendTone(tone);
            }

            return _paced = _digits.Count > 0 || _playing is not null || _tone is not null;
        }
    }

    public uint BeginEvent(int duration) => _stream.BeginEvent(duration);

    public void SendEvent(byte payloadType, bool marker, uint timestamp, in TelephoneEvent telephoneEvent)
    {
        telephoneEvent.Write(_packet.AsSpan(RtpHeader.Length));
        Send(
            _stream.NextEvent(payloadType, marker, timestamp),
            _packet.AsSpan(0, RtpHeader.Length + TelephoneEvent.Length));
    }

    public void SendTone(ToneSource tone)
    {
        var format = _format!;
        var packet = NextPacket(format);
        tone.Fill(packet[RtpHeader.Length..]);
        Send(_stream.NextPlayed((byte)format.PayloadType, packet.Length - RtpHeader.Length), packet);
    }

    /// <summary>Records what is sent from here on; null ends that. Returns the recorder before.</summary>
    public Recorder? Record(Recorder? recorder)
    {
        lock (_gate)
        {
            return Interlocked.Exchange(ref _recorder, recorder);
        }
    }

    /// <summary>The counts for a sender report, and our source for either report.</summary>
    public RtcpSenderReport ReportSent(ulong ntpTime)
    {
        lock (_gate)
        {
            return new RtcpSenderReport(
                _stream.Ssrc, ntpTime, _stream.ClockTimestamp, _stream.PacketCount, _stream.OctetCount);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _socket = null;
            _playing?.Cancel();
            _playing = null;
            _tone = null;

            while (_digits.TryDequeue(out var digit))
            {
                digit.Cancel();
            }
        }
    }

    private bool MaySend => _format is { Sends: true } && _destination is not null && _socket is not null;

    private static async Task ReleaseAfter(Task done, CancellationTokenRegistration registration)
    {
        using (registration)
        {
            await done;
        }
    }

    private void Stop(PlayJob job, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _playing = _playing == job ? null : _playing;
        }

        job.Cancel(cancellation);
    }

    private void SendDigit(DigitJob digit, MediaFormat format)
    {
        if (!digit.SendDue(this, format))
        {
            _digits.Dequeue();
            digit.Complete();
        }
    }

    private void SendPlayed(PlayJob job, MediaFormat format)
    {
        var packet = NextPacket(format);
        var more = job.Fill(format.Codec, packet[RtpHeader.Length..]);
        Send(_stream.NextPlayed((byte)format.PayloadType, packet.Length - RtpHeader.Length), packet);

        if (!more)
        {
            _playing = null;
            job.Complete();
        }
    }

    private Span<byte> NextPacket(MediaFormat format) =>
        _packet.AsSpan(0, RtpHeader.Length + (format.PacketTimeMs * AudioCodecs.OctetsPerMillisecond));

    private void BePaced()
    {
        if (!_paced && _socket is not null)
        {
            _paced = true;
            _pacer.Start(this);
        }
    }

    private void Send(in RtpHeader header, Span<byte> packet)
    {
        if (!MaySend)
        {
            return;
        }

        header.Write(packet);

        if (header.PayloadType == _format!.PayloadType)
        {
            _recorder?.Add(header, packet[RtpHeader.Length..], _format.Codec);
        }

        if (_socket!.Send(packet, _destination!.Value))
        {
            _stream.CountSent(packet.Length - RtpHeader.Length);
            PacketsSent++;
        }
    }
}
