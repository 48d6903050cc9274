namespace Perch.Sip;

/// <summary>
/// Which counts of which nonces a client has used (RFC 7616 §3.4.5), so that nothing overheard can be sent again.
/// Holds a few nonces; what was made before the ones it holds counts as used up. Not thread-safe.
/// </summary>
public struct NonceCounts
{
    /// <summary>A phone keeps one for registering and one for calls, and takes new ones while others are under way.</summary>
    public const int MaxKept = 4;

    // Datagrams overtake each other; this far they may.
    private const int WindowBits = 64;

    private Used[]? _kept;
    private long _usedUpTo;

    /// <summary>Uses a count once; false when it was used, or may have been.</summary>
    public bool TryUse(Nonce nonce, uint count)
    {
        var kept = _kept.AsSpan();

        foreach (ref var used in kept)
        {
            if (used.Stamp == nonce.Stamp)
            {
                return used.TryUse(count);
            }
        }

        return nonce.Stamp > _usedUpTo && Keep(new() { Stamp = nonce.Stamp, Highest = count, Window = 1 });
    }

    private bool Keep(Used used)
    {
        if (_kept is null || _kept.Length < MaxKept)
        {
            Array.Resize(ref _kept, (_kept?.Length ?? 0) + 1);
            _kept[^1] = used;

            return true;
        }

        var oldest = 0;

        for (var place = 1; place < _kept.Length; place++)
        {
            oldest = _kept[place].Stamp < _kept[oldest].Stamp ? place : oldest;
        }

        if (used.Stamp < _kept[oldest].Stamp)
        {
            return false;
        }

        _usedUpTo = _kept[oldest].Stamp;
        _kept[oldest] = used;

        return true;
    }

    private struct Used
    {
        public long Stamp;
        public uint Highest;

        /// <summary>Bit n: the count <see cref="Highest"/> - n was used.</summary>
        public ulong Window;

        public bool TryUse(uint count)
        {
            if (count > Highest)
            {
                var ahead = count - Highest;
                Window = ahead >= WindowBits ? 1 : (Window << (int)ahead) | 1;
                Highest = count;

                return true;
            }

            var behind = Highest - count;

            if (behind >= WindowBits || (Window & (1UL << (int)behind)) != 0)
            {
                return false;
            }

            Window |= 1UL << (int)behind;

            return true;
        }
    }
}
