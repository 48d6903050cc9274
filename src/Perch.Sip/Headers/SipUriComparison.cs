namespace Perch.Sip;

/// <summary>RFC 3261 §19.1.4: when two URIs mean the same resource. Other schemes compare byte by byte.</summary>
public static class SipUriComparison
{
    public static bool AreEquivalent(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        return SipUri.TryParse(left, out var one) && SipUri.TryParse(right, out var other)
            && one.IsSip && other.IsSip
            && Ascii.EqualsIgnoreCase(one.Scheme, other.Scheme)
            && SameUser(one.User, other.User)
            && Ascii.EqualsIgnoreCase(one.Host, other.Host)
            && one.Port == other.Port
            && ParametersAgree(one.Parameters, other.Parameters)
            && ParametersAgree(other.Parameters, one.Parameters);
    }

    /// <summary>Case counts, and an escaped character is the character.</summary>
    private static bool SameUser(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        const int longest = 512;

        if (left.SequenceEqual(right))
        {
            return true;
        }

        if (left.Length > longest || right.Length > longest || (left.IndexOf((byte)'%') < 0 && right.IndexOf((byte)'%') < 0))
        {
            return false;
        }

        Span<byte> one = stackalloc byte[longest];
        Span<byte> other = stackalloc byte[longest];

        return one[..SipUri.Unescape(left, one)].SequenceEqual(other[..SipUri.Unescape(right, other)]);
    }

    /// <summary>What both have must be equal; some parameters count also where only one has them.</summary>
    private static bool ParametersAgree(Parameters some, Parameters others)
    {
        foreach (var parameter in some)
        {
            var there = others.TryFind(parameter.Name, out var value);

            if (there ? !Ascii.EqualsIgnoreCase(parameter.Value, value) : CountsAlone(parameter.Name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CountsAlone(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "user"u8) || Ascii.EqualsIgnoreCase(name, "ttl"u8)
        || Ascii.EqualsIgnoreCase(name, "method"u8) || Ascii.EqualsIgnoreCase(name, "maddr"u8)
        || Ascii.EqualsIgnoreCase(name, "transport"u8);
}
