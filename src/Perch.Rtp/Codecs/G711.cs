namespace Perch.Rtp;

/// <summary>ITU-T G.711, both laws, by table.</summary>
public static class G711
{
    private const int MuBias = 0x84;
    private static readonly short[] FromMu = Expand(ExpandMu);
    private static readonly short[] FromA = Expand(ExpandA);

    /// <summary>By magnitude without its lowest two bits: µ-law is symmetric, and no step begins between.</summary>
    private static readonly byte[] ToMu = Compress((short.MaxValue + 1 >> 2) + 1, index => CompressMu(index << 2));

    /// <summary>By the upper 13 bits: A-law knows no others.</summary>
    private static readonly byte[] ToA = Compress(ushort.MaxValue + 1 >> 3, index => CompressA((short)(index << 3)));

    public static short DecodeMu(byte code) => FromMu[code];

    public static short DecodeA(byte code) => FromA[code];

    public static byte EncodeMu(short sample)
    {
        var sign = sample >> 31;
        var magnitude = (sample ^ sign) - sign;

        return (byte)(ToMu[magnitude >> 2] ^ (sign & 0x80));
    }

    public static byte EncodeA(short sample) => ToA[(ushort)sample >> 3];

    private static short[] Expand(Func<byte, int> expand)
    {
        var table = new short[256];

        for (var code = 0; code < table.Length; code++)
        {
            table[code] = (short)expand((byte)code);
        }

        return table;
    }

    private static byte[] Compress(int length, Func<int, byte> compress)
    {
        var table = new byte[length];

        for (var index = 0; index < table.Length; index++)
        {
            table[index] = compress(index);
        }

        return table;
    }

    private static int ExpandMu(byte code)
    {
        var bits = ~code & 0xFF;
        var magnitude = ((((bits & 0x0F) << 3) + MuBias) << ((bits & 0x70) >> 4)) - MuBias;

        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static byte CompressMu(int magnitude)
    {
        var biased = Math.Min(magnitude, 32635) + MuBias;
        var segment = 31 - int.LeadingZeroCount(biased) - 7;

        return (byte)~((segment << 4) | ((biased >> (segment + 3)) & 0x0F));
    }

    private static int ExpandA(byte code)
    {
        // G.711 §3.2: every other bit is inverted on the line.
        var bits = code ^ 0x55;
        var segment = (bits & 0x70) >> 4;
        var magnitude = ((bits & 0x0F) << 4) + 8;

        if (segment > 0)
        {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }

        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static byte CompressA(int sample)
    {
        var magnitude = (sample < 0 ? ~sample : sample) >> 3;
        var segment = magnitude < 32 ? 0 : 31 - int.LeadingZeroCount(magnitude) - 4;
        var bits = (segment << 4) | ((magnitude >> (segment < 2 ? 1 : segment)) & 0x0F);

        return (byte)((bits | (sample < 0 ? 0 : 0x80)) ^ 0x55);
    }
}
