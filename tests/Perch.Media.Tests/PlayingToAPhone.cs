using System.Diagnostics;
using Perch.Rtp;

namespace Perch.Media.Tests;

public sealed class PlayingToAPhone : IDisposable
{
    private readonly MediaFixture _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public async Task A_prompt_arrives_whole_and_in_order()
    {
        var clip = AudioClip.FromSamples([.. Enumerable.Range(0, 8000).Select(n => (short)((n % 800) * 20))], 8000);
        using var port = _media.Open(_media.Alice);

        var playing = port.PlayAsync([clip], TestContext.Current.CancellationToken);
        var received = Enumerable.Range(0, 50).Select(_ => _media.Alice.Receive()).ToList();
        await playing;

        Assert.Equal(clip.Encoded(AudioCodec.Pcmu).ToArray(), received.SelectMany(packet => packet.Payload));
        Assert.True(received[0].Header.Marker);
        Assert.All(received.Skip(1), packet => Assert.False(packet.Header.Marker));
        Assert.All(received.Zip(received.Skip(1)), pair =>
        {
            Assert.Equal((ushort)(pair.First.Header.SequenceNumber + 1), pair.Second.Header.SequenceNumber);
            Assert.Equal(pair.First.Header.Timestamp + 160, pair.Second.Header.Timestamp);
        });
    }

    [Fact]
    public async Task Cancelling_stops_at_once()
    {
        using var port = _media.Open(_media.Alice);
        using var cancellation = new CancellationTokenSource();
        var playing = port.PlayAsync([AudioClip.FromSamples(new short[80_000], 8000)], cancellation.Token);
        _media.Alice.Receive();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing);
        Assert.True(port.Counters.PacketsSent < 500);
    }

    [Fact]
    public async Task Nothing_is_sent_on_hold_but_the_prompt_ends_in_time()
    {
        using var port = _media.Open(
            MediaFixture.FormatFor(_media.Alice) with { Direction = MediaDirection.Inactive });

        await port.PlayAsync(
            [AudioClip.FromSamples(new short[800], 8000)], TestContext.Current.CancellationToken);

        Assert.Equal(0, port.Counters.PacketsSent);
    }

    [Fact]
    public void Packets_keep_the_pace_without_drift()
    {
        const int Count = 150;
        using var port = _media.Open(_media.Alice);
        _ = port.PlayAsync([AudioClip.FromSamples(new short[80_000], 8000)], TestContext.Current.CancellationToken);
        var arrivals = new double[Count];

        for (var index = 0; index < Count; index++)
        {
            _media.Alice.Receive();
            arrivals[index] = Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        }

        var first = Enumerable.Range(0, Count).Min(index => arrivals[index] - (20 * index));
        var errors = arrivals.Select((arrival, index) => arrival - (20 * index) - first).Order().ToArray();
        var drift = arrivals[^1] - arrivals[0] - (20 * (Count - 1));

        // Generous, for a loaded machine: the median shows the pace, and drift would grow to far more than this.
        Assert.True(errors[Count / 2] < 2, $"median error {errors[Count / 2]:F2} ms");
        Assert.True(errors[Count * 95 / 100] < 20, $"95th percentile {errors[Count * 95 / 100]:F2} ms");
        Assert.True(Math.Abs(drift) < 20, $"drift {drift:F2} ms");
    }

    [Fact]
    public async Task A_key_is_sent_as_one_event_with_three_ends()
    {
        using var port = _media.Open(_media.Alice);

        var sending = port.SendDigitAsync('5', TimeSpan.FromMilliseconds(100));
        var packets = Enumerable.Range(0, 7).Select(_ => _media.Alice.Receive()).ToList();
        await sending;

        Assert.Single(packets.Select(packet => packet.Header.Timestamp).Distinct());
        Assert.All(packets, packet => Assert.Equal(101, packet.Header.PayloadType));
        Assert.Equal(3, packets.Count(packet => (packet.Payload[1] & 0x80) != 0));
        Assert.Single(packets, packet => packet.Header.Marker);
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    [InlineData(AudioCodec.G722)]
    public async Task Without_telephone_event_a_key_is_sound(AudioCodec codec)
    {
        using var port = _media.Open(_media.Alice, codec, events: null);
        using var other = _media.Open(_media.Bob, codec, events: null);
        var heard = new TaskCompletionSource<char>();
        other.DigitReceived = digit => heard.TrySetResult(digit);

        var sending = port.SendDigitAsync('7', TimeSpan.FromMilliseconds(100));
        for (var index = 0; index < 5; index++)
        {
            var (header, payload) = _media.Alice.Receive();
            _media.Bob.SendRtp(other, header.PayloadType, payload);
        }

        Assert.Equal('7', await heard.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        await sending;
    }

    [Fact]
    public void Ringback_sounds_until_it_is_stopped()
    {
        using var port = _media.Open(_media.Alice);

        port.StartTone(CallProgressTones.For("US", CallProgressTone.Ringback));
        var packets = Enumerable.Range(0, 10).Select(_ => _media.Alice.Receive()).ToList();
        port.StopTone();

        Assert.Contains(packets, packet => packet.Payload.Distinct().Count() > 20);
    }
}
