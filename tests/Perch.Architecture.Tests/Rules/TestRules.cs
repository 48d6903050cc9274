using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Perch.Architecture.Tests;

/// <summary>Tests are sentences, never wait for a time, and skip nothing.</summary>
internal static partial class TestRules
{
    /// <summary>The analyzer bans these as well; this also sees a test project that does not load it.</summary>
    public static IEnumerable<string> Sleeps(SourceFile file) => !file.IsTest
        ? []
        : from call in file.Tree.DescendantNodes().OfType<InvocationExpressionSyntax>()
          where Sleep().IsMatch(call.Expression.ToString()) && !GivenAClock(call)
          select $"{file.At(call)}: {call.Expression} waits for a time instead of a condition";

    public static IEnumerable<string> Skipped(SourceFile file) =>
        from attribute in file.Tree.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.ArgumentList?.ToString().Contains("Skip", StringComparison.Ordinal) == true
        select $"{file.At(attribute)}: a skipped test says nothing";

    public static IEnumerable<string> NotSentences(SourceFile file) =>
        from method in file.Tree.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory")
        where !method.Identifier.Text.Contains('_', StringComparison.Ordinal)
        select $"{file.At(method)}: {method.Identifier.Text} is no sentence";

    private static bool GivenAClock(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => Clock().IsMatch(argument.ToString()));

    [GeneratedRegex(@"(^|\.)(Thread\.Sleep|Task\.Delay|SpinWait\.SpinUntil)$")]
    private static partial Regex Sleep();

    [GeneratedRegex("(?i)time(Provider)?$|clock|TimeProvider")]
    private static partial Regex Clock();
}
