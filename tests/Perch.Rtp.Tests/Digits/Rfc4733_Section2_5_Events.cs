using CsCheck;

namespace Perch.Rtp.Tests;

public sealed class Rfc4733_Section2_5_Events
{
    private readonly TelephoneEventReceiver _receiver = new();

    [Fact]
    public void A_key_is_one_marker_growing_durations_and_three_ends()
    {
        var packets = Press('5');

        Assert.Equal([160, 320, 480, 640, 800, 800, 800], packets.Select(packet => (int)packet.Event.Duration));
        Assert.Equal([true, false, false, false, false, false, false], packets.Select(packet => packet.Marker));
        Assert.Equal(3, packets.Count(packet => packet.Event.End));
    }

    [Theory]
    [InlineData("0123456789*#ABCD")]
    public void Every_key_reads_back(string keys) =>
        Assert.All(keys, key => Assert.Equal(key, new TelephoneEvent(TelephoneEvent.CodeOf(key)!.Value, false, 0, 0).Digit));

    [Fact]
    public void However_packets_are_lost_repeated_or_swapped_a_key_is_heard_once() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 20], Gen.UInt).Sample((order, timestamp) =>
        {
            var receiver = new TelephoneEventReceiver();
            var packets = Press('8');

            var heard = order.Select(index => Receive(receiver, packets[index].Event, timestamp)).ToList();

            Assert.Equal('8', heard[0]);
            Assert.All(heard.Skip(1), Assert.Null);
        });

    [Fact]
    public void The_same_key_twice_is_heard_twice_even_when_no_end_came()
    {
        var press = Press('1')[0].Event;

        Assert.Equal('1', Receive(_receiver, press, 1000));
        Assert.Equal('1', Receive(_receiver, press, 3000));
    }

    [Fact]
    public void A_straggler_of_the_key_before_is_not_a_new_key()
    {
        Receive(_receiver, Press('1')[0].Event, 1000);
        Receive(_receiver, Press('2')[0].Event, 3000);

        Assert.Null(Receive(_receiver, Press('1')[6].Event, 1000));
    }

    [Fact]
    public void Other_events_and_short_payloads_are_no_key()
    {
        Assert.Null(Receive(_receiver, new TelephoneEvent(16, false, 0, 160), 1000));
        Assert.Null(_receiver.Receive(new RtpHeader(101, true, 1, 1, 1), [5, 0, 0]));
    }

    private static List<(TelephoneEvent Event, bool Marker)> Press(char digit)
    {
        var sender = new TelephoneEventSender(TelephoneEvent.CodeOf(digit)!.Value, totalDuration: 800, step: 160);
        var packets = new List<(TelephoneEvent, bool)>();

        while (sender.TryNext(out var next, out var marker))
        {
            packets.Add((next, marker));
        }

        return packets;
    }

    private static char? Receive(TelephoneEventReceiver receiver, TelephoneEvent telephoneEvent, uint timestamp)
    {
        var payload = new byte[TelephoneEvent.Length];
        telephoneEvent.Write(payload);

        return receiver.Receive(new RtpHeader(101, false, 1, timestamp, 1), payload);
    }
}
