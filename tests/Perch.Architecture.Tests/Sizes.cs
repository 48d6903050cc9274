namespace Perch.Architecture.Tests;

public sealed class Sizes
{
    private static readonly IReadOnlyDictionary<string, string> Exceptions =
        SizeExceptions.Parse(Repo.Read("eng/size-exceptions.txt"));

    [Fact]
    public void No_file_is_longer_than_a_reader_has_patience_for()
    {
        Check.None(Repo.Sources.Where(file => !Exceptions.ContainsKey(file.Path)).SelectMany(SizeRules.LongFiles));
        Assert.Single(SizeRules.LongFiles(Bad.Product(Bad.Lines(401, "//"))));
        Check.None(SizeRules.LongFiles(Bad.Product(Bad.Lines(400, "//"))));
        Check.None(SizeRules.LongFiles(Bad.Test(Bad.Lines(500, "//"))));
        Assert.Single(SizeRules.LongFiles(Bad.Test(Bad.Lines(501, "//"))));
    }

    [Fact]
    public void Exceptions_have_a_reason_and_are_still_needed()
    {
        Check.None(SizeExceptions.Stale(Exceptions, Repo.Sources));
        Assert.Single(SizeExceptions.Stale(SizeExceptions.Parse("src/Gone.cs a table"), Repo.Sources));
        Assert.Single(SizeExceptions.Stale(SizeExceptions.Parse("src/Gone.cs"), Repo.Sources));
    }

    [Fact]
    public void No_line_runs_off_the_page()
    {
        Check.None(Repo.Sources.SelectMany(SizeRules.LongLines));
        Assert.Single(SizeRules.LongLines(Bad.Product(new string('/', 141))));
    }

    [Fact]
    public void No_method_is_longer_than_a_screen()
    {
        Check.None(Repo.Sources.SelectMany(SizeRules.LongMethods));
        Assert.Single(SizeRules.LongMethods(Bad.Method(Bad.Lines(61, "Step();"))));
        Check.None(SizeRules.LongMethods(Bad.Method(Bad.Lines(60, "Step();"))));
    }

    [Fact]
    public void No_method_takes_seven_parameters()
    {
        Check.None(Repo.Sources.SelectMany(SizeRules.ManyParameters));
        Assert.Single(SizeRules.ManyParameters(
            Bad.Product("class Sample { void Do(int a, int b, int c, int d, int e, int f, int g) { } }")));
        Check.None(SizeRules.ManyParameters(
            Bad.Product("record Sample(int A, int B, int C, int D, int E, int F, int G);")));
    }

    [Fact]
    public void No_method_nests_four_deep()
    {
        Check.None(Repo.Sources.SelectMany(SizeRules.DeepNesting));
        Assert.Single(SizeRules.DeepNesting(Bad.Method("if (a) { if (b) { while (c) { if (d) { } } } }")));
        Check.None(SizeRules.DeepNesting(Bad.Method("if (a) { } else if (b) { } else if (c) { } else if (d) { }")));
    }

    [Fact]
    public void The_code_as_a_whole_is_made_of_short_files()
    {
        int[] lengths = [.. Repo.Sources.Where(file => !file.IsTest).Select(file => file.Lines.Length).Order()];

        Assert.InRange(lengths[lengths.Length / 2], 1, 80);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, 200);
    }
}
