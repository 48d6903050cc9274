using System.Text;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>Writing name-addrs of our own (RFC 3261 §20.10) out of text that people chose.</summary>
internal static class OwnAddress
{
    /// <summary><c>"Name" &lt;sip:user@host&gt;</c>; without a name only the part in brackets.</summary>
    public static byte[] Of(string? name, string user, ReadOnlySpan<byte> host)
    {
        var writer = new SipWriter(128);

        if (!string.IsNullOrEmpty(name))
        {
            writer.Quoted(name);
            writer.Raw(" "u8);
        }

        writer.Raw("<sip:"u8);
        WriteUser(writer, user);
        writer.Raw("@"u8);
        writer.Clean(host);
        writer.Raw(">"u8);

        return writer.ToArray();
    }

    /// <summary>RFC 3261 §19.1.2: what may not stand in a user part is escaped.</summary>
    private static void WriteUser(SipWriter writer, string user)
    {
        Span<byte> escaped = stackalloc byte[3];

        foreach (var letter in Encoding.UTF8.GetBytes(user))
        {
            if (char.IsAsciiLetterOrDigit((char)letter) || "-_.!~*'()&=+$,".Contains((char)letter, StringComparison.Ordinal))
            {
                writer.Raw([letter]);
                continue;
            }

            escaped[0] = (byte)'%';
            letter.TryFormat(escaped[1..], out _, "X2", null);
            writer.Raw(escaped);
        }
    }
}
