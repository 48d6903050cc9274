using System.Buffers.Binary;

namespace Perch.Rtp;

/// <summary>The payload of RFC 4733 §2.3: which event, whether it ended, how loud, how long so far.</summary>
/// <param name="Volume">In dBm0 without its sign: 0 is loudest, 63 is faintest.</param>
/// <param name="Duration">In RTP clock units since the packet's timestamp.</param>
public readonly record struct TelephoneEvent(byte Code, bool End, byte Volume, ushort Duration)
{
    /// <summary>Octets of one event.</summary>
    public const int Length = 4;

    private const string Digits = "0123456789*#ABCD";

    /// <summary>The key, or null when the event is none of the sixteen of RFC 4733 §3.2.</summary>
    public char? Digit => Code < Digits.Length ? Digits[Code] : null;

    /// <summary>The event code of a key; null when there is no such key.</summary>
    public static byte? CodeOf(char digit)
    {
        var code = Digits.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);

        return code < 0 ? null : (byte)code;
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out TelephoneEvent telephoneEvent)
    {
        telephoneEvent = default;

        if (payload.Length < Length)
        {
            return false;
        }

        telephoneEvent = new TelephoneEvent(
            payload[0],
            (payload[1] & 0x80) != 0,
            (byte)(payload[1] & 0x3F),
            BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));

        return true;
    }

    public void Write(Span<byte> payload)
    {
        payload[0] = Code;
        payload[1] = (byte)((End ? 0x80 : 0) | (Volume & 0x3F));
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], Duration);
    }
}
