using System.Buffers.Text;

namespace Perch.Sip;

/// <summary>Reading tokens and numbers out of ASCII bytes; nothing here allocates or throws.</summary>
public static class Ascii
{
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length == right.Length && System.Text.Ascii.EqualsIgnoreCase(left, right);

    /// <summary>Without SP and HTAB at both ends; folded lines were turned into spaces before.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    /// <summary>The whole text as digits; false for a sign, other bytes, nothing, or overflow.</summary>
    public static bool TryReadUInt(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;

        return text.Length is > 0 and <= 10 && IsDigit(text[0])
            && Utf8Parser.TryParse(text, out value, out var read) && read == text.Length;
    }

    public static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    /// <summary>RFC 3261 §25.1 <c>token</c>, not empty.</summary>
    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExcept(TokenBytes) < 0;

    private static readonly System.Buffers.SearchValues<byte> TokenBytes = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~"u8);
}
