using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Perch.Architecture.Tests;

/// <summary>The sizes at which the build fails; what to aim at is in CONTRIBUTING.md.</summary>
internal static class SizeRules
{
    private const int MaxProductLines = 400;
    private const int MaxTestLines = 500;
    private const int MaxMethodLines = 60;
    private const int MaxParameters = 6;
    private const int MaxNesting = 3;
    private const int MaxLineLength = 140;

    public static IEnumerable<string> LongFiles(SourceFile file)
    {
        var limit = file.IsTest ? MaxTestLines : MaxProductLines;

        return file.Lines.Length > limit ? [$"{file.Path}: {file.Lines.Length} lines, over {limit}"] : [];
    }

    public static IEnumerable<string> LongLines(SourceFile file) => file.Lines
        .Select((line, index) => (line.TrimEnd('\r').Length, Number: index + 1))
        .Where(line => line.Length > MaxLineLength)
        .Select(line => $"{file.Path}:{line.Number}: {line.Length} characters, over {MaxLineLength}");

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from body in file.Tree.DescendantNodes().Select(BodyOf).OfType<BlockSyntax>()
        let span = body.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line - 1
        where lines > MaxMethodLines
        select $"{file.At(body.Parent!)}: a method of {lines} lines, over {MaxMethodLines}";

    public static IEnumerable<string> ManyParameters(SourceFile file) =>
        from list in file.Tree.DescendantNodes().OfType<ParameterListSyntax>()
        where list.Parent is not RecordDeclarationSyntax && list.Parameters.Count > MaxParameters
        where !IsForeign(list.Parent)
        select $"{file.At(list)}: {list.Parameters.Count} parameters, over {MaxParameters}: make a record";

    public static IEnumerable<string> DeepNesting(SourceFile file) =>
        from body in file.Tree.DescendantNodes().Select(BodyOf).OfType<BlockSyntax>()
        let depth = Depth(body)
        where depth > MaxNesting
        select $"{file.At(body.Parent!)}: statements nested {depth} deep, over {MaxNesting}";

    /// <summary>The operating system's functions have the parameters they have.</summary>
    private static bool IsForeign(SyntaxNode? method) => method is MethodDeclarationSyntax declaration
        && declaration.AttributeLists.ToString().Contains("Import", StringComparison.Ordinal);

    private static BlockSyntax? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax function => function.Body,
        AccessorDeclarationSyntax accessor => accessor.Body,
        _ => null,
    };

    private static int Depth(SyntaxNode node)
    {
        var deepest = 0;

        foreach (var child in node.ChildNodes())
        {
            if (child is not LocalFunctionStatementSyntax)
            {
                deepest = Math.Max(deepest, Depth(child) + (Nests(child) ? 1 : 0));
            }
        }

        return deepest;
    }

    /// <summary>An else-if is no deeper than its if.</summary>
    private static bool Nests(SyntaxNode node) => node switch
    {
        IfStatementSyntax => node.Parent is not ElseClauseSyntax,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            or SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax or UsingStatementSyntax => true,
        _ => false,
    };
}
