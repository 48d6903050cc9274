using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Legs by our own tag, which is random and unlike any other; looking up allocates nothing. Thread-safe.</summary>
internal sealed class DialogTable
{
    private readonly ConcurrentDictionary<Tag, Leg> _legs = new();

    public int Count => _legs.Count;

    public void Add(Leg leg) => _legs[new(leg.LocalTag)] = leg;

    public void Remove(Leg leg) => _legs.TryRemove(new(leg.LocalTag), out _);

    /// <summary>The leg a request of the peer may belong to; the leg itself compares the rest of the dialog's id.</summary>
    public bool TryFind(ReadOnlySpan<byte> localTag, [NotNullWhen(true)] out Leg? leg)
    {
        leg = null;

        return localTag.Length == SipTokens.TagLength && _legs.TryGetValue(new(localTag), out leg);
    }

    private readonly record struct Tag
    {
        private readonly ulong _first;
        private readonly uint _rest;

        public Tag(ReadOnlySpan<byte> tag)
        {
            _first = MemoryMarshal.Read<ulong>(tag);
            _rest = MemoryMarshal.Read<uint>(tag[8..]);
        }
    }
}
