using Perch.Rtp;

namespace Perch.Media;

/// <summary>Audio to play; encoded once for each codec, when it is first wanted, and shared by all calls.</summary>
public sealed class AudioClip
{
    private static readonly Dictionary<AudioCodec, byte> SilentOctets = new()
    {
        [AudioCodec.Pcmu] = G711.EncodeMu(0),
        [AudioCodec.Pcma] = G711.EncodeA(0),
        // G.722: no difference in either band; the octet that 16 kHz silence settles on.
        [AudioCodec.G722] = 0xFA,
    };

    private readonly Lock _gate = new();
    private readonly short[] _samples;
    private readonly byte[]?[] _encoded = new byte[]?[Enum.GetValues<AudioCodec>().Max(codec => (int)codec) + 1];

    private AudioClip(short[] samples, int sampleRate)
    {
        _samples = samples;
        SampleRate = sampleRate;
        OctetCount = (int)((long)samples.Length * AudioCodecs.ClockRate / sampleRate);
    }

    /// <summary>8000 or 16000.</summary>
    public int SampleRate { get; }

    public TimeSpan Duration => TimeSpan.FromMilliseconds((double)OctetCount / AudioCodecs.OctetsPerMillisecond);

    public ReadOnlyMemory<short> Samples => _samples;

    /// <summary>Octets when encoded, the same number with every codec.</summary>
    internal int OctetCount { get; }

    /// <summary>Mono samples at 8000 or 16000 a second.</summary>
    public static AudioClip FromSamples(ReadOnlySpan<short> samples, int sampleRate) =>
        sampleRate is 8000 or 16000
            ? new AudioClip(samples.ToArray(), sampleRate)
            : throw new ArgumentOutOfRangeException(nameof(sampleRate), "is neither 8000 nor 16000");

    /// <summary>A WAV file of our own; one that is not 16-bit mono PCM at 8 or 16 kHz is an error.</summary>
    public static AudioClip LoadWav(string path)
    {
        using var file = File.OpenRead(path);

        return LoadWav(file);
    }

    /// <inheritdoc cref="LoadWav(string)"/>
    public static AudioClip LoadWav(Stream wav) =>
        TryLoadWav(wav) ?? throw new InvalidDataException("Not a WAV file of 16-bit mono PCM at 8 or 16 kHz");

    /// <summary>A WAV file of somebody else's; null when it is not 16-bit mono PCM at 8 or 16 kHz.</summary>
    public static AudioClip? TryLoadWav(Stream wav) =>
        WavReader.TryRead(wav, out var samples, out var sampleRate) ? new AudioClip(samples, sampleRate) : null;

    /// <summary>The clip in <paramref name="codec"/>; the first call for a codec encodes it.</summary>
    public ReadOnlyMemory<byte> Encoded(AudioCodec codec)
    {
        if (Volatile.Read(ref _encoded[(int)codec]) is { } ready)
        {
            return ready;
        }

        lock (_gate)
        {
            return _encoded[(int)codec] ??= Encode(codec);
        }
    }

    internal static void Silence(AudioCodec codec, Span<byte> payload) => payload.Fill(SilentOctets[codec]);

    private byte[] Encode(AudioCodec codec)
    {
        var encoder = new AudioEncoder(codec, SampleRate);
        var octets = new byte[OctetCount];
        var samplesAtOnce = 20 * SampleRate / 1000;
        var octetsAtOnce = 20 * AudioCodecs.OctetsPerMillisecond;
        var written = 0;

        for (var start = 0; start < OctetCount * (SampleRate / AudioCodecs.ClockRate); start += samplesAtOnce)
        {
            var count = Math.Min(samplesAtOnce, (OctetCount * (SampleRate / AudioCodecs.ClockRate)) - start);
            written += encoder.Encode(
                _samples.AsSpan(start, count), octets.AsSpan(written, Math.Min(octetsAtOnce, OctetCount - written)));
        }

        return octets;
    }
}
