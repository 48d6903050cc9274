using System.Security.Cryptography;
using System.Text;

namespace Perch.Backup;

/// <summary>What opens the backups of one installation, as people write it down: fifty-two letters and digits.</summary>
public sealed class RecoveryKey
{
    private const int Bytes = 32;
    private const int GroupLetters = 4;
    private const int BitsOfLetter = 5;

    // Crockford's: what looks alike is one letter.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly byte[] _key;

    public RecoveryKey(ReadOnlySpan<byte> key) => _key = key.Length == Bytes
        ? key.ToArray()
        : throw new ArgumentException("A recovery key has 32 bytes.", nameof(key));

    internal ReadOnlySpan<byte> Value => _key;

    /// <summary>Tells keys apart and says nothing of them.</summary>
    internal string Mark => Convert.ToHexStringLower(HMACSHA256.HashData(_key, "perch recovery key"u8)[..8]);

    /// <summary>Null when this is no such key. Spaces, dashes and the case of letters do not matter.</summary>
    public static RecoveryKey? Read(string text)
    {
        var key = new byte[Bytes];
        var (bits, held, at) = (0, 0, 0);

        foreach (var letter in text.ToUpperInvariant().Where(letter => letter is not ('-' or ' ')).Select(Plain))
        {
            if (Letters.IndexOf(letter, StringComparison.Ordinal) is var value && value < 0)
            {
                return null;
            }

            (bits, held) = (((bits << BitsOfLetter) | value) & 0xFFF, held + BitsOfLetter);

            if (held >= 8)
            {
                held -= 8;

                if (at == Bytes)
                {
                    return null;
                }

                key[at++] = (byte)(bits >> held);
            }
        }

        return at == Bytes && held < BitsOfLetter ? new(key) : null;
    }

    /// <summary>In groups, for reading aloud. Whoever has this can read every backup.</summary>
    public string Show()
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);

        foreach (var one in _key)
        {
            (bits, held) = (((bits << 8) | one) & 0xFFF, held + 8);

            for (; held >= BitsOfLetter; held -= BitsOfLetter)
            {
                text.Append(Letters[(bits >> (held - BitsOfLetter)) & 0x1F]);
            }
        }

        text.Append(Letters[(bits << (BitsOfLetter - held)) & 0x1F]);

        return string.Join('-', text.ToString().Chunk(GroupLetters).Select(group => new string(group)));
    }

    public override string ToString() => "***";

    private static char Plain(char letter) => letter switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => letter,
    };
}
