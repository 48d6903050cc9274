using System.Security.Cryptography;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Random tokens for branches and tags.</summary>
public static class SipTokens
{
    /// <summary>RFC 3261 §8.1.1.7: what a branch begins with whose maker knows that it must be unique.</summary>
    public static ReadOnlySpan<byte> MagicCookie => "z9hG4bK"u8;

    public const int BranchLength = 7 + 22;

    public const int TagLength = 12;

    public static byte[] NewBranch()
    {
        var branch = new byte[BranchLength];
        NewBranch(branch);

        return branch;
    }

    /// <summary>Fills the whole of <paramref name="branch"/>; <see cref="BranchLength"/> is long enough.</summary>
    public static void NewBranch(Span<byte> branch)
    {
        MagicCookie.CopyTo(branch);
        NewTag(branch[MagicCookie.Length..]);
    }

    public static byte[] NewTag()
    {
        var tag = new byte[TagLength];
        NewTag(tag);

        return tag;
    }

    /// <summary>Fills the whole of <paramref name="tag"/>.</summary>
    public static void NewTag(Span<byte> tag)
    {
        Randomness.Fill(tag);

        foreach (ref var letter in tag)
        {
            letter = Letters[letter & 0x3F];
        }
    }

    /// <summary>
    /// RFC 3261 §8.2.7: who keeps no state must give a repeated request the same To tag, so it is made from the
    /// request, with a secret that lives as long as the process. Fills <see cref="TagLength"/> bytes.
    /// </summary>
    public static void StatelessTag(SipMessage request, Span<byte> tag)
    {
        var first = default(HashCode);
        first.AddBytes(request.CallId);
        first.AddBytes(request.FromTag);
        first.Add(request.CSeqNumber);
        var second = default(HashCode);
        second.AddBytes(request.FromTag);
        second.AddBytes(request.CallId);
        second.Add(~request.CSeqNumber);
        var bits = ((ulong)(uint)first.ToHashCode() << 32) | (uint)second.ToHashCode();

        for (var index = 0; index < TagLength; index++)
        {
            tag[index] = Letters[(int)(bits & 0x3F)];
            bits >>= 6;
        }
    }

    // 64 token characters (RFC 3261 §25.1).
    private static ReadOnlySpan<byte> Letters => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8;
}
