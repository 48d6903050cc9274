using System.Text;

namespace Perch.Phone;

/// <summary>RFC 3261 §25.1: what a user part may hold as it is; the number sign is not among it.</summary>
internal static class SipEscapes
{
    public static string User(string user)
    {
        var escaped = new StringBuilder(user.Length);

        foreach (var octet in Encoding.UTF8.GetBytes(user))
        {
            var letter = (char)octet;
            var plain = char.IsAsciiLetterOrDigit(letter) || "-_.!~*'()&=+$,;?/".Contains(letter, StringComparison.Ordinal);
            escaped.Append(plain ? letter.ToString() : $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
