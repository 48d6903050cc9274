namespace Perch.Architecture.Tests;

/// <summary>Samples that break a rule, so that each rule is seen failing.</summary>
internal static class Bad
{
    public static SourceFile Product(string text) => new("src/Perch.Sample/Sample.cs", text);

    public static SourceFile Test(string text) => new("tests/Perch.Sample.Tests/Sample.cs", text);

    public static SourceFile Method(string statements) =>
        Product($"class Sample\n{{\n    void Do()\n    {{\n{statements}\n    }}\n}}\n");

    public static string Lines(int count, string line) => string.Join('\n', Enumerable.Repeat(line, count));
}
