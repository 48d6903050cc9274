namespace Perch.Directory;

/// <summary>The part of BCP 47 that names a spoken language: <c>en</c>, <c>en-US</c>, <c>zh-Hans-CN</c>.</summary>
internal static class LanguageTag
{
    public static bool IsWellFormed(string tag) => tag.Split('-') switch
    {
        [var language] => IsLanguage(language),
        [var language, var second] => IsLanguage(language) && (IsRegion(second) || IsScript(second)),
        [var language, var script, var region] => IsLanguage(language) && IsScript(script) && IsRegion(region),
        _ => false,
    };

    private static bool IsLanguage(string part) => part.Length is 2 or 3 && part.All(char.IsAsciiLetterLower);

    private static bool IsScript(string part) =>
        part.Length == 4 && char.IsAsciiLetterUpper(part[0]) && part.Skip(1).All(char.IsAsciiLetterLower);

    private static bool IsRegion(string part) =>
        (part.Length == 2 && part.All(char.IsAsciiLetterUpper)) || (part.Length == 3 && part.All(char.IsAsciiDigit));
}
