namespace Perch.Rtp;

/// <summary>What became of a packet offered to a <see cref="JitterBuffer"/>.</summary>
public enum JitterPut
{
    Stored,
    Late,
    Duplicate,
    /// <summary>Far from the others, so the buffer was emptied and starts again here.</summary>
    Restarted,
}

/// <summary>What a <see cref="JitterBuffer"/> has to give.</summary>
public enum JitterTake
{
    Packet,
    /// <summary>The packet whose turn it is did not come, and later ones did.</summary>
    Lost,
    Waiting,
}

/// <summary>Puts packets back into order; all memory is taken when it is made.</summary>
/// <param name="depth">Packets to wait for before a missing one is given up.</param>
public sealed class JitterBuffer(int depth)
{
    private const int Capacity = 64;
    private const int MaxPayload = 1500;
    private readonly byte[] _payloads = new byte[Capacity * MaxPayload];
    private readonly Slot[] _slots = new Slot[Capacity];
    private ushort _next;
    private bool _started;
    private int _count;

    /// <summary>Packets held.</summary>
    public int Count => _count;

    public JitterPut Put(ushort sequence, uint timestamp, ReadOnlySpan<byte> payload)
    {
        var outcome = Place(sequence);

        if (outcome is JitterPut.Stored or JitterPut.Restarted)
        {
            ref var slot = ref _slots[sequence % Capacity];
            var length = Math.Min(payload.Length, MaxPayload);
            payload[..length].CopyTo(_payloads.AsSpan(sequence % Capacity * MaxPayload));
            slot = new Slot(true, timestamp, length);
            _count++;
        }

        return outcome;
    }

    /// <summary>The packet whose turn it is. With <paramref name="drain"/> nothing more is waited for.</summary>
    public JitterTake Take(Span<byte> payload, out int length, out uint timestamp, bool drain = false)
    {
        length = 0;
        timestamp = 0;

        if (_count == 0)
        {
            return JitterTake.Waiting;
        }

        ref var slot = ref _slots[_next % Capacity];

        if (!slot.Filled && !drain && _count < depth)
        {
            return JitterTake.Waiting;
        }

        var sequence = _next++;

        if (!slot.Filled)
        {
            return JitterTake.Lost;
        }

        length = Math.Min(slot.Length, payload.Length);
        timestamp = slot.Timestamp;
        _payloads.AsSpan(sequence % Capacity * MaxPayload, length).CopyTo(payload);
        slot = default;
        _count--;

        return JitterTake.Packet;
    }

    private JitterPut Place(ushort sequence)
    {
        var ahead = (short)(sequence - _next);

        if (_started && ahead is >= 0 and < Capacity)
        {
            return _slots[sequence % Capacity].Filled ? JitterPut.Duplicate : JitterPut.Stored;
        }

        if (_started && ahead is < 0 and > -Capacity)
        {
            return JitterPut.Late;
        }

        var outcome = _started ? JitterPut.Restarted : JitterPut.Stored;
        Array.Clear(_slots);
        _count = 0;
        _next = sequence;
        _started = true;

        return outcome;
    }

    private readonly record struct Slot(bool Filled, uint Timestamp, int Length);
}
