using System.Diagnostics.CodeAnalysis;

namespace Perch.Transport;

/// <summary>Transactions by key, in shards with a lock each; looking up allocates nothing.</summary>
internal sealed class TransactionTable<T>
    where T : class
{
    private const int Shards = 64;
    private readonly Dictionary<byte[], T>[] _shards = new Dictionary<byte[], T>[Shards];
    private int _count;

    public TransactionTable()
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            _shards[shard] = new(KeyComparer.Instance);
        }
    }

    public int Count => Volatile.Read(ref _count);

    public bool TryFind(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out T transaction)
    {
        transaction = null;

        if (Count == 0)
        {
            return false;
        }

        var shard = ShardOf(key);

        lock (shard)
        {
            return shard.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out transaction);
        }
    }

    public bool TryAdd(byte[] key, T transaction)
    {
        var shard = ShardOf(key);

        lock (shard)
        {
            if (!shard.TryAdd(key, transaction))
            {
                return false;
            }
        }

        Interlocked.Increment(ref _count);

        return true;
    }

    /// <summary>Removes this very transaction; another one that has the key by now stays.</summary>
    public bool Remove(byte[] key, T transaction)
    {
        var shard = ShardOf(key);

        lock (shard)
        {
            if (!shard.TryGetValue(key, out var found) || !ReferenceEquals(found, transaction))
            {
                return false;
            }

            shard.Remove(key);
        }

        Interlocked.Decrement(ref _count);

        return true;
    }

    private Dictionary<byte[], T> ShardOf(ReadOnlySpan<byte> key)
    {
        // Branches are random in their middle; the dictionary's own hash is the one that withstands attackers.
        var mixed = key.IsEmpty ? 0 : key[key.Length / 2] + (key[key.Length / 3] * 7) + (key[^1] * 31);

        return _shards[mixed % Shards];
    }

    private sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // Seeded at random by the runtime, so nobody can choose branches that collide.
            var hash = default(HashCode);
            hash.AddBytes(alternate);

            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
