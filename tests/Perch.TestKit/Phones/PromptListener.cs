using System.Text;

namespace Perch.TestKit.Phones;

/// <summary>
/// Reads the ids of <see cref="TinyPrompts"/> out of µ-law audio, wherever packets are cut and whatever sounds between.
/// Thread-safe.
/// </summary>
public sealed class PromptListener
{
    private readonly Lock _gate = new();
    private readonly List<string> _heard = [];
    private readonly List<byte> _octets = [];

    /// <summary>The prompts whose id was heard, in order; one that was cut off later counts.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _heard.Count;
            }
        }
    }

    /// <summary>Takes the next octets of the stream.</summary>
    public void Hear(ReadOnlySpan<byte> octets)
    {
        lock (_gate)
        {
            _octets.AddRange(octets);

            while (TryRead())
            {
            }
        }
    }

    /// <summary>One step: reads an id, or drops what cannot be one. False when more octets are needed.</summary>
    private bool TryRead()
    {
        var preamble = TinyPrompts.Preamble;
        var octets = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets);
        var start = octets.IndexOf(preamble);

        if (start < 0)
        {
            // A preamble may have begun in the last octets.
            Drop(Math.Max(0, _octets.Count - preamble.Length + 1));
            return false;
        }

        Drop(start);
        octets = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets)[preamble.Length..];

        if (octets.IsEmpty)
        {
            return false;
        }

        var length = octets[0] - 0x10;

        if (length is <= 0 or > TinyPrompts.MaxIdLength)
        {
            Drop(1);
            return true;
        }

        return octets.Length >= 1 + length + 2 && TakeId(octets[1..], length);
    }

    private bool TakeId(ReadOnlySpan<byte> octets, int length)
    {
        var text = octets[..length];

        if (!octets.Slice(length, 2).SequenceEqual(TinyPrompts.Check(text)))
        {
            Drop(1);
            return true;
        }

        _heard.Add(Encoding.ASCII.GetString(text));
        Drop(TinyPrompts.Preamble.Length + 1 + length + 2);

        return true;
    }

    private void Drop(int count) => _octets.RemoveRange(0, count);
}
