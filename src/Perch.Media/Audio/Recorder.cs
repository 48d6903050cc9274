using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>
/// Turns a stream's packets into a WAV file: back into order, pauses and losses as silence. Packets are only queued
/// on the media threads; decoding and the disk have a task of their own.
/// </summary>
internal sealed class Recorder
{
    private const int ReorderDepth = 5;
    private const int QueueLimit = 1000;

    /// <summary>A longer pause than this is a new time line, not silence to write down.</summary>
    private const int MaxSilence = 3600 * AudioCodecs.ClockRate;

    private readonly Channel<Packet> _queue = Channel.CreateBounded<Packet>(
        new BoundedChannelOptions(QueueLimit) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly JitterBuffer _order = new(ReorderDepth);
    private readonly int _sampleRate;
    private readonly ILogger _logger;
    private readonly Task _writing;
    private readonly byte[] _payload = new byte[AudioDecoder.MaxOctets];
    private readonly short[] _samples = new short[AudioDecoder.MaxOctets * 2];
    private AudioDecoder? _decoder;
    private AudioCodec _codec;
    private uint _ssrc;
    private uint _next;
    private bool _started;

    public Recorder(Stream stream, int sampleRate, ILogger logger)
    {
        _sampleRate = sampleRate;
        _logger = logger;
        _writing = Task.Run(() => WriteAllAsync(stream));
    }

    public void Add(in RtpHeader header, ReadOnlySpan<byte> payload, AudioCodec codec) =>
        _queue.Writer.TryWrite(new Packet(header, payload.ToArray(), codec));

    /// <summary>Completes when the file is whole.</summary>
    public Task FinishAsync()
    {
        _queue.Writer.TryComplete();

        return _writing;
    }

    private async Task WriteAllAsync(Stream stream)
    {
        try
        {
            using (var wav = new WavWriter(stream, _sampleRate))
            {
                await foreach (var packet in _queue.Reader.ReadAllAsync())
                {
                    Follow(packet, wav);
                    _order.Put(packet.Header.SequenceNumber, packet.Header.Timestamp, packet.Payload);
                    WriteOrdered(wav, drain: false);
                }

                WriteOrdered(wav, drain: true);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            _queue.Writer.TryComplete();
            MediaLog.RecordingFailed(_logger, exception);
        }
    }

    /// <summary>Another codec or another source: what is held belongs to the one before.</summary>
    private void Follow(in Packet packet, WavWriter wav)
    {
        if (_decoder is not null && packet.Codec == _codec && packet.Header.Ssrc == _ssrc)
        {
            return;
        }

        WriteOrdered(wav, drain: true);
        _decoder = new AudioDecoder(packet.Codec, _sampleRate);
        _codec = packet.Codec;
        _ssrc = packet.Header.Ssrc;
        _started = false;
    }

    private void WriteOrdered(WavWriter wav, bool drain)
    {
        while (_order.Take(_payload, out var length, out var timestamp, drain) is var take
            && take != JitterTake.Waiting)
        {
            if (take == JitterTake.Packet)
            {
                WritePause(wav, timestamp);
                wav.Write(_samples.AsSpan(0, _decoder!.Decode(_payload.AsSpan(0, length), _samples)));
                _next = timestamp + (uint)length;
                _started = true;
            }
        }
    }

    private void WritePause(WavWriter wav, uint timestamp)
    {
        var left = _started ? (int)(timestamp - _next) : 0;

        if (left is <= 0 or > MaxSilence)
        {
            return;
        }

        _samples.AsSpan().Clear();

        for (var samples = left * (_sampleRate / AudioCodecs.ClockRate); samples > 0; samples -= _samples.Length)
        {
            wav.Write(_samples.AsSpan(0, Math.Min(samples, _samples.Length)));
        }
    }

    private readonly record struct Packet(RtpHeader Header, byte[] Payload, AudioCodec Codec);
}
