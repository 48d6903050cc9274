namespace Perch.Architecture.Tests;

public sealed class RfcCoverageDocument
{
    [Fact]
    public void The_coverage_page_is_as_generated()
    {
        var page = Repo.Read(RfcCoverage.Document);
        var written = page[..page.IndexOf(RfcCoverage.Marker, StringComparison.Ordinal)];
        var generated = written + RfcCoverage.Generate(Repo.Sources);

        if (Environment.GetEnvironmentVariable("PERCH_WRITE_RFC_COVERAGE") == "1")
        {
            File.WriteAllText(Path.Combine(Repo.Root, RfcCoverage.Document), generated);
            return;
        }

        Assert.True(page == generated, $"{RfcCoverage.Document} is out of date: run eng/rfc-coverage.sh");
    }

    [Fact]
    public void A_citation_and_a_test_named_after_a_section_are_found()
    {
        var page = RfcCoverage.Generate(
        [
            Bad.Product("class A\n{\n    // RFC 3261 §10.3 step 7: older requests fail.\n    void Do() { }\n}"),
            Bad.Product("/// <summary>RFC 3581 §4: where answers go.</summary>\nclass A { string s = \"RFC 3261 §99\"; }"),
            new SourceFile("tests/Perch.Sip.Tests/Rfc3261/Section10_3_Registering.cs", "class A { }"),
        ]);

        Assert.Contains(
            "| 10.3 | [Sample](../src/Perch.Sample/Sample.cs) "
            + "| [Section10_3_Registering](../tests/Perch.Sip.Tests/Rfc3261/Section10_3_Registering.cs) |",
            page, StringComparison.Ordinal);
        Assert.Contains("### RFC 3581", page, StringComparison.Ordinal);
        Assert.DoesNotContain("99", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_are_in_the_order_of_the_RFC()
    {
        var page = RfcCoverage.Generate([Bad.Product("// RFC 3261 §10.3 and RFC 3261 §9.1 and RFC 3261 §9\nclass A { }")]);

        Assert.True(page.IndexOf("| 9 ", StringComparison.Ordinal) < page.IndexOf("| 9.1 ", StringComparison.Ordinal));
        Assert.True(page.IndexOf("| 9.1 ", StringComparison.Ordinal) < page.IndexOf("| 10.3 ", StringComparison.Ordinal));
    }
}
