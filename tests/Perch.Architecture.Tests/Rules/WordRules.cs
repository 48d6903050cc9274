using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Perch.Architecture.Tests;

/// <summary>Names and comments that say nothing, or that use another word than the glossary's.</summary>
internal static partial class WordRules
{
    private static readonly string[] DrawerFolders = ["Utils", "Util", "Utilities", "Helpers", "Common", "Managers", "Services"];

    public static IEnumerable<string> EmptyNames(SourceFile file) =>
        from type in file.Tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let name = type.Identifier.Text
        where EmptySuffix().IsMatch(name) || name == "Handler"
        select $"{file.At(type)}: {name} says nothing of what it is";

    /// <summary>docs/glossary.md has one word for each thing; these are the words for it that we do not use.</summary>
    public static IEnumerable<string> ForeignWords(SourceFile file) =>
        from type in file.Tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let match = ForeignWord().Match(type.Identifier.Text)
        where match.Success
        select $"{file.At(type)}: {type.Identifier.Text} uses {match.Value}; see docs/glossary.md";

    public static IEnumerable<string> HedgedMethods(SourceFile file) =>
        from method in file.Tree.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Identifier.Text.StartsWith("Maybe", StringComparison.OrdinalIgnoreCase)
        select $"{file.At(method)}: {method.Identifier.Text} hides a decision";

    public static IEnumerable<string> Drawers(SourceFile file) =>
        file.Path.Split('/').SkipLast(1).Where(DrawerFolders.Contains)
            .Select(folder => $"{file.Path}: a folder named {folder} is a drawer");

    public static IEnumerable<string> Regions(SourceFile file) =>
        from trivia in file.Tree.DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select $"{file.Path}: #region {trivia.ToString().Trim()}";

    public static IEnumerable<string> Postponements(SourceFile file) =>
        from trivia in file.Tree.DescendantTrivia()
        where IsComment(trivia) && Postponement().IsMatch(trivia.ToString())
        select $"{file.Path}: a comment postpones something: {trivia.ToString().Trim()}";

    public static IEnumerable<string> CodeInComments(SourceFile file) =>
        from trivia in file.Tree.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && Code().IsMatch(trivia.ToString())
        select $"{file.Path}: commented-out code: {trivia.ToString().Trim()}";

    public static IEnumerable<string> DisabledWarnings(SourceFile file) =>
        from trivia in file.Tree.DescendantTrivia(descendIntoTrivia: true)
        where trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax
        where trivia.ToString().Contains(" disable ", StringComparison.Ordinal)
        where !trivia.ToString().Contains("//", StringComparison.Ordinal)
            || trivia.ToString().Contains("RS0030", StringComparison.Ordinal)
        select $"{file.Path}: {trivia.ToString().Trim()}: say why; a banned call stays banned";

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);

    /// <summary>INFO is a SIP method as well.</summary>
    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilities|Processor|(?<!In)Info|Data|Impl)$")]
    private static partial Regex EmptySuffix();

    [GeneratedRegex("Tenant|Customer|Subscriber|Handset|Terminal|Hoteling|ExtensionMobility|Workspace|"
        + "DialPlan|Dialplan|StarCode|Announcement|Dialogue|Ivr(?![a-z])|Gateway|CallLog(?![a-z])|LoginCode|SignIn|SignOut")]
    private static partial Regex ForeignWord();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Postponement();

    [GeneratedRegex(@"^//\s*(.*[;{}]|\S+\(.*\))\s*$")]
    private static partial Regex Code();
}
