using Perch.Rtp;
using Perch.TestKit.Time;

namespace Perch.Media.Tests;

public sealed class HearingAPhone : IDisposable
{
    private readonly MediaFixture _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public void Keys_arrive_once_each()
    {
        var heard = new List<char>();
        using var port = _media.Open(_media.Alice);
        port.DigitReceived = digit => heard.Add(digit);

        foreach (var key in "1123#")
        {
            _media.Alice.Press(port, key);
        }

        MediaFixture.WaitUntil(() => port.Counters.PacketsReceived == 35);
        Assert.Equal("1123#", string.Concat(heard));
    }

    [Fact]
    public async Task A_recording_holds_what_was_heard_in_order_with_silence_for_losses()
    {
        using var port = _media.Open(_media.Alice);
        var wav = new MemoryStream();
        port.StartRecording(wav);

        _media.Alice.SendAudio(port, G711.EncodeMu(1000));
        _media.Alice.LosePacket();
        _media.Alice.SendAudio(port, G711.EncodeMu(-1000));
        MediaFixture.WaitUntil(() => port.Counters.PacketsReceived == 2);
        await port.StopRecordingAsync();

        var samples = AudioClip.LoadWav(new MemoryStream(wav.ToArray())).Samples.ToArray();
        Assert.Equal(480, samples.Length);
        Assert.All(samples[..160], sample => Assert.InRange(sample, 900, 1100));
        Assert.All(samples[160..320], sample => Assert.Equal(0, sample));
        Assert.All(samples[320..], sample => Assert.InRange(sample, -1100, -900));
    }

    [Fact]
    public async Task What_is_sent_can_be_recorded_too()
    {
        using var port = _media.Open(_media.Alice);
        var wav = new MemoryStream();
        port.StartRecording(wav, RecordedAudio.Sent);

        await port.PlayAsync(
            [AudioClip.FromSamples(Enumerable.Repeat((short)500, 800).ToArray(), 8000)],
            TestContext.Current.CancellationToken);
        await port.StopRecordingAsync();

        Assert.Equal(800, AudioClip.LoadWav(new MemoryStream(wav.ToArray())).Samples.Length);
    }

    [Fact]
    public void On_hold_the_phone_is_not_heard_but_known_to_be_alive()
    {
        using var alices = _media.Open(
            MediaFixture.FormatFor(_media.Alice) with { Direction = MediaDirection.SendOnly });

        _media.Alice.SendAudio(alices);

        MediaFixture.WaitUntil(() => alices.Counters.DroppedDirection == 1);
        Assert.Equal(0, alices.Counters.PacketsReceived);
        Assert.True(alices.SinceLastPacket < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Silence_is_measured_from_the_last_packet()
    {
        var time = new FakeClock();
        using var media = new MediaFixture(time);
        using var port = media.Open(media.Alice);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), port.SinceLastPacket);

        media.Alice.SendAudio(port);

        MediaFixture.WaitUntil(() => port.SinceLastPacket == TimeSpan.Zero);
    }

    [Fact]
    public void Reports_of_our_own_go_to_the_phone_every_five_seconds()
    {
        var time = new FakeClock();
        using var media = new MediaFixture(time);
        using var port = media.Open(MediaFixture.FormatFor(media.Bob) with { RemoteRtcp = media.Alice.Address });
        media.Bob.SendAudio(port);
        MediaFixture.WaitUntil(() => port.Counters.PacketsReceived == 1);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(RtcpReader.TryOpen(media.Alice.ReceiveDatagram(), out var reader));
        Assert.True(reader.TryReadNext(out var report));
        Assert.True(report.TryReadReportBlock(0, out var block));
        Assert.Equal(media.Bob.Ssrc, block.Ssrc);
        Assert.True(reader.TryReadNext(out var description));
        Assert.Equal(RtcpPacketType.SourceDescription, description.Type);
    }
}
