namespace Perch.Portal;

/// <summary>Proposes user names of the names that people type.</summary>
internal static class Usernames
{
    /// <summary>A phone's name as a SIP user name may be: spaces become hyphens.</summary>
    public static string OfPhone(string name) => string.Concat(
        name.Trim().Replace(' ', '-').Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));

    /// <summary>First and last name in small letters with a dot between; empty where neither has a letter of ASCII.</summary>
    public static string OfPerson(string? first, string? last) => string.Join(
        '.', new[] { first, last }.OfType<string>().Select(Plain).Where(part => part.Length > 0));

    private static string Plain(string part) => string.Concat(part.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
}
