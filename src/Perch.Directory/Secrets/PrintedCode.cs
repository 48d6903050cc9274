using System.Security.Cryptography;

namespace Perch.Directory;

/// <summary>Codes that people read from paper and type: groups of four letters and digits that do not look alike.</summary>
internal static class PrintedCode
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int GroupLength = 4;

    /// <summary>Each group has 20 bits.</summary>
    public static Secret New(int groups) => new(string.Join(
        '-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength))));

    /// <summary>In small letters, without dashes or with blanks: it is the same code.</summary>
    public static Secret Typed(string text) => new(string.Join(
        '-',
        text.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Chunk(GroupLength).Select(group => new string(group))));
}
