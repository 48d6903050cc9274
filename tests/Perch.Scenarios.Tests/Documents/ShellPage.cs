using System.Text;

namespace Perch.Scenarios.Tests.Documents;

/// <summary>A page's commands in their order, each with the answer shown under it.</summary>
internal static class ShellPage
{
    private const string Fence = "```";

    /// <summary>Blocks of <c>sh</c>; a block of <c>json</c> or <c>text</c> directly after one is its answer.</summary>
    public static IReadOnlyList<Step> Read(string page)
    {
        var steps = new List<Step>();
        var lines = page.Split('\n');

        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] == Fence + "sh")
            {
                steps.Add(new(at + 2, Block(lines, ref at), null));
            }
            else if (lines[at] is Fence + "json" or Fence + "text")
            {
                steps[^1] = steps[^1] with { Answer = Block(lines, ref at) };
            }
        }

        return steps;
    }

    private static string Block(string[] lines, ref int at)
    {
        var block = new StringBuilder();

        while (lines[++at] != Fence)
        {
            block.Append(lines[at]).Append('\n');
        }

        return block.ToString();
    }

    /// <param name="Line">Of the page, where it begins.</param>
    internal sealed record Step(int Line, string Commands, string? Answer);
}
