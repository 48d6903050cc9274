using System.Security.Cryptography;

namespace Perch.Transport;

/// <summary>Unguessable bytes, fetched many at a time for each thread: a call takes a dozen of tokens.</summary>
internal static class Randomness
{
    private const int FetchedAtOnce = 1024;

    [ThreadStatic]
    private static byte[]? _stock;

    [ThreadStatic]
    private static int _left;

    public static void Fill(Span<byte> bytes)
    {
        if (bytes.Length > FetchedAtOnce)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        if (bytes.Length > _left)
        {
            _stock ??= new byte[FetchedAtOnce];
            RandomNumberGenerator.Fill(_stock);
            _left = FetchedAtOnce;
        }

        _left -= bytes.Length;
        var taken = _stock.AsSpan(_left, bytes.Length);
        taken.CopyTo(bytes);

        // What was given away is not kept.
        taken.Clear();
    }
}
