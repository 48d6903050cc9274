using Perch.Rtp;

namespace Perch.Media.Tests;

public sealed class RelayingBetweenPhones : IDisposable
{
    private readonly MediaFixture _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public void Both_phones_hear_each_other()
    {
        using var alices = _media.Open(_media.Alice);
        using var bobs = _media.Open(_media.Bob);
        alices.JoinTo(bobs);

        _media.Alice.SendAudio(alices, 0x11);
        _media.Bob.SendAudio(bobs, 0x22);

        Assert.All(_media.Bob.Receive().Payload, octet => Assert.Equal(0x11, octet));
        Assert.All(_media.Alice.Receive().Payload, octet => Assert.Equal(0x22, octet));
    }

    [Fact]
    public void Source_sequence_and_time_are_our_own_and_a_loss_stays_visible()
    {
        using var alices = _media.Open(_media.Alice);
        using var bobs = _media.Open(_media.Bob);
        alices.JoinTo(bobs);

        _media.Alice.SendAudio(alices);
        var first = _media.Bob.Receive().Header;
        _media.Alice.LosePacket();
        _media.Alice.SendAudio(alices);
        var second = _media.Bob.Receive().Header;

        Assert.NotEqual(_media.Alice.Ssrc, first.Ssrc);
        Assert.Equal(first.Ssrc, second.Ssrc);
        Assert.Equal((ushort)(first.SequenceNumber + 2), second.SequenceNumber);
        Assert.Equal(first.Timestamp + 320, second.Timestamp);
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu, AudioCodec.Pcma)]
    [InlineData(AudioCodec.Pcma, AudioCodec.G722)]
    [InlineData(AudioCodec.G722, AudioCodec.Pcmu)]
    public void Different_codecs_are_transcoded(AudioCodec from, AudioCodec to)
    {
        var samples = new short[16000];
        new ToneGenerator(new Tone([new ToneStep(1000, 0, 1000)], 8000), 16000).Generate(samples);
        var clip = AudioClip.FromSamples(samples, 16000).Encoded(from);
        using var alices = _media.Open(_media.Alice, from);
        using var bobs = _media.Open(_media.Bob, to);
        alices.JoinTo(bobs);
        var decoder = new AudioDecoder(to, 8000);
        var heard = new short[160];
        var energy = 0.0;

        for (var index = 0; index < 25; index++)
        {
            _media.Alice.SendRtp(alices, (byte)from, clip.Span.Slice(index * 160, 160));
            var (header, payload) = _media.Bob.Receive();
            Assert.Equal((int)to, header.PayloadType);
            Assert.Equal(160, decoder.Decode(payload, heard));
            energy = heard.Sum(sample => (double)sample * sample) / heard.Length;
        }

        Assert.InRange(Math.Sqrt(energy), 5000, 6300);
    }

    [Fact]
    public void Events_are_mapped_to_the_other_sides_payload_type()
    {
        using var alices = _media.Open(_media.Alice, events: 101);
        using var bobs = _media.Open(_media.Bob, events: 96);
        alices.JoinTo(bobs);

        _media.Alice.Press(alices, '9');
        var events = Enumerable.Range(0, 7).Select(_ => _media.Bob.Receive()).ToList();

        Assert.All(events, packet => Assert.Equal(96, packet.Header.PayloadType));
        Assert.All(events, packet => Assert.Equal(9, packet.Payload[0]));
        Assert.Single(events.Select(packet => packet.Header.Timestamp).Distinct());
    }

    [Fact]
    public void A_phone_without_events_hears_the_key()
    {
        using var alices = _media.Open(_media.Alice);
        using var bobs = _media.Open(_media.Bob, events: null);
        alices.JoinTo(bobs);
        var detector = new DtmfDetector();
        char? heard = null;

        _media.Alice.Press(alices, '3');
        for (var index = 0; index < 5; index++)
        {
            heard = detector.Receive([.. _media.Bob.Receive().Payload.Select(G711.DecodeMu)]) ?? heard;
        }

        Assert.Equal('3', heard);
    }

    [Fact]
    public void Parted_phones_no_longer_hear_each_other()
    {
        using var alices = _media.Open(_media.Alice);
        using var bobs = _media.Open(_media.Bob);
        alices.JoinTo(bobs);
        bobs.Part();

        _media.Alice.SendAudio(alices);
        MediaFixture.WaitUntil(() => alices.Counters.PacketsReceived == 1);

        Assert.Equal(0, bobs.Counters.PacketsSent);
    }

    [Fact]
    public void Echo_sends_a_phones_audio_back()
    {
        using var port = _media.Open(_media.Alice);
        port.StartEcho();

        _media.Alice.SendAudio(port, 0x33);

        Assert.All(_media.Alice.Receive().Payload, octet => Assert.Equal(0x33, octet));
    }
}
