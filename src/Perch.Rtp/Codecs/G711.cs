namespace Perch.Rtp;

/// <summary>ITU-T G.711, both laws, by table.</summary>
public static class G711
{
    private const int MuBias = 0x84;
    private static readonly short[] FromMu = Expand(ExpandMu);
    private static readonly short[] FromA = Expand(ExpandA);
    private static readonly byte[] ToMu = Compress(CompressMu, dropBits: 2);
    private static readonly byte[] ToA = Compress(CompressA, dropBits: 3);

    public static short DecodeMu(byte code) => FromMu[code];

    public static short DecodeA(byte code) => FromA[code];

    public static byte EncodeMu(short sample) => ToMu[(ushort)sample >> 2];

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

    // µ-law keeps 14 bits of a sample and A-law 13: the lower ones cannot change the code.
    private static byte[] Compress(Func<int, byte> compress, int dropBits)
    {
        var table = new byte[(ushort.MaxValue + 1) >> dropBits];

        for (var index = 0; index < table.Length; index++)
        {
            table[index] = compress((short)(index << dropBits));
        }

        return table;
    }

    private static int ExpandMu(byte code)
    {
        var bits = ~code & 0xFF;
        var magnitude = ((((bits & 0x0F) << 3) + MuBias) << ((bits & 0x70) >> 4)) - MuBias;

        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static byte CompressMu(int sample)
    {
        var magnitude = Math.Min(sample < 0 ? -sample : sample, 32635) + MuBias;
        var segment = 31 - int.LeadingZeroCount(magnitude) - 7;
        var bits = (sample < 0 ? 0x80 : 0) | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F);

        return (byte)~bits;
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
