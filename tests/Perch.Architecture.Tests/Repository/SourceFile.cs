using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Perch.Architecture.Tests;

/// <summary>One C# file, as text and as the compiler's parser sees it.</summary>
internal sealed class SourceFile(string path, string text)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    public string Path => path;

    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public SyntaxNode Tree { get; } = CSharpSyntaxTree.ParseText(text, Options).GetRoot();

    public bool IsTest => path.StartsWith("tests/", StringComparison.Ordinal);

    public string At(SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
