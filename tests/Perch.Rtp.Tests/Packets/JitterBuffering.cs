namespace Perch.Rtp.Tests;

public sealed class JitterBuffering
{
    private readonly JitterBuffer _buffer = new(depth: 3);

    [Fact]
    public void Swapped_packets_come_out_in_order()
    {
        Put(1, 3, 2, 4);

        Assert.Equal([1, 2, 3, 4], TakeAll(drain: true));
    }

    [Fact]
    public void A_missing_packet_is_waited_for_and_then_given_up()
    {
        Put(1, 3);
        Assert.Equal([1], TakeAll(drain: false));

        Put(4, 5);
        Assert.Equal([-1, 3, 4, 5], TakeAll(drain: false));
    }

    [Fact]
    public void A_repeated_and_a_late_packet_are_known_as_such()
    {
        Put(10);
        Assert.Equal(JitterPut.Duplicate, _buffer.Put(10, 0, [10]));
        TakeAll(drain: true);

        Assert.Equal(JitterPut.Late, _buffer.Put(9, 0, [9]));
    }

    [Fact]
    public void The_sequence_wraps()
    {
        _buffer.Put(65535, 0, [1]);
        _buffer.Put(0, 160, [2]);

        Assert.Equal([1, 2], TakeAll(drain: true));
    }

    [Fact]
    public void A_far_jump_starts_again()
    {
        Put(1);

        Assert.Equal(JitterPut.Restarted, _buffer.Put(5000, 0, [7]));
        Assert.Equal([7], TakeAll(drain: true));
    }

    private void Put(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            _buffer.Put((ushort)number, (uint)number * 160, [(byte)number]);
        }
    }

    private List<int> TakeAll(bool drain)
    {
        var taken = new List<int>();
        var payload = new byte[160];

        while (_buffer.Take(payload, out _, out _, drain) is var take && take != JitterTake.Waiting)
        {
            taken.Add(take == JitterTake.Lost ? -1 : payload[0]);
        }

        return taken;
    }
}
