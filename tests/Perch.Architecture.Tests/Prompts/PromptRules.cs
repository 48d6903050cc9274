using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Perch.Media;

namespace Perch.Architecture.Tests;

/// <summary>What the recordings must be, and which of them the code plays.</summary>
internal static class PromptRules
{
    private const double QuietestRms = 0.04;
    private const double LoudestPeak = 0.8;

    /// <summary>Prompts that are named in code; names put together there are tested where that is done.</summary>
    public static IEnumerable<string> NamesIn(SourceFile file) =>
        from creation in file.Tree.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        where MakesPrompt(creation)
        select creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression into name
        where name.IsKind(SyntaxKind.StringLiteralExpression)
        select ((LiteralExpressionSyntax)name!).Token.ValueText;

    public static IEnumerable<string> Faults(string id, AudioClip clip)
    {
        var peak = 0.0;
        var energy = 0.0;

        foreach (var sample in clip.Samples.Span)
        {
            var level = sample / 32768.0;
            peak = Math.Max(peak, Math.Abs(level));
            energy += level * level;
        }

        var rms = Math.Sqrt(energy / Math.Max(1, clip.Samples.Length));

        return Faults(id, clip, peak, rms);
    }

    /// <summary>The sums as sha256sum writes them, name to checksum.</summary>
    public static Dictionary<string, string> Sums(string text) => text.Split('\n')
        .Select(line => line.Split("  ", 2))
        .Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[1], parts => parts[0]);

    public static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static IEnumerable<string> Faults(string id, AudioClip clip, double peak, double rms)
    {
        if (clip.SampleRate != 16000)
        {
            yield return $"{id}: {clip.SampleRate} samples a second";
        }

        if (clip.Duration < TimeSpan.FromMilliseconds(100) || clip.Duration > TimeSpan.FromSeconds(4))
        {
            yield return $"{id}: lasts {clip.Duration}";
        }

        if (peak > LoudestPeak)
        {
            yield return $"{id}: clipped, or near it ({peak:0.00})";
        }

        if (rms < QuietestRms)
        {
            yield return $"{id}: hardly to be heard ({rms:0.000})";
        }
    }

    private static bool MakesPrompt(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: var type }
            ? type.ToString() == "Prompt"
            : DeclaredType(creation) is { } declared && declared.ToString() is "Prompt" or "Prompt?";

    /// <summary>What a bare <c>new("…")</c> makes, where it is a member's or a variable's value.</summary>
    private static TypeSyntax? DeclaredType(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } } =>
            variable.Type,
        _ => null,
    };
}
