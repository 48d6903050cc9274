namespace Perch.Architecture.Tests;

public sealed class Documents
{
    private static IEnumerable<string> Prose => Repo.Files(".", ".md").Select(path => path.TrimStart('.', '/'));

    [Fact]
    public void Decisions_are_written_down_in_one_form()
    {
        var records = Repo.Files("docs/adr", ".md").ToList();

        Check.None(records.SelectMany(path => DocumentRules.Adr(path, Repo.Read(path))));
        Check.None(DocumentRules.SameNumber(records));
        Assert.NotEmpty(records);
    }

    [Fact]
    public void A_decision_in_another_form_is_seen()
    {
        const string Good = "# 7. Time\n\n## Context\n\n## Options\n\n## Decision\n\n## Consequences\n";

        Check.None(DocumentRules.Adr("docs/adr/0007-time.md", Good));
        Assert.Single(DocumentRules.Adr("docs/adr/Time.md", Good));
        Assert.Single(DocumentRules.Adr("docs/adr/0008-time.md", Good));
        Assert.Single(DocumentRules.Adr("docs/adr/0007-time.md", Good.Replace("## Options", "", StringComparison.Ordinal)));
        Assert.Single(DocumentRules.Adr("docs/adr/0007-time.md", Good + new string('\n', 60)));
        Assert.Single(DocumentRules.SameNumber(["0007-time.md", "0007-space.md", "0008-both.md"]));
    }

    [Fact]
    public void What_a_module_says_of_its_types_is_true()
    {
        var known = DocumentRules.KnownNames(Repo.Sources);
        var pages = Prose.Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path == "ARCHITECTURE.md");

        Check.None(pages.SelectMany(path => DocumentRules.UnknownNames(path, Repo.Read(path), known)));
        Assert.Single(DocumentRules.UnknownNames("README.md", "Start at `AtomicHolderOfNothing`.", known));
        Assert.Single(DocumentRules.UnknownNames("README.md", "See `SourceFile.NeverDeclared`.", known));
    }

    [Fact]
    public void Every_module_has_its_page()
    {
        var without = Repo.Files("src", ".csproj").Select(path => Path.GetDirectoryName(path)!)
            .Where(folder => !File.Exists(Path.Combine(Repo.Root, folder, "README.md")));

        Check.None(without);
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        static bool Exists(string path) => Path.Exists(Path.Combine(Repo.Root, path));

        Check.None(Prose.SelectMany(path => DocumentRules.DeadLinks(path, Repo.Read(path), Exists)));
        Assert.Single(DocumentRules.DeadLinks("README.md", "[here](docs/gone.md#top)", Exists));
        Check.None(DocumentRules.DeadLinks("README.md", "[there](https://example.org/) [below](#below)", Exists));
    }

    [Fact]
    public void Nothing_knows_the_machine_it_was_written_on()
    {
        var files = Repo.Files(".", ".cs", ".md", ".sh", ".py", ".csproj", ".props", ".json", ".xml", ".yml", ".cfg", ".txt", "Makefile");

        Check.None(files.SelectMany(path => DocumentRules.MachinePaths(path, Repo.Read(path))));
        Assert.Single(DocumentRules.MachinePaths("run.sh", $"cd /{"home"}/alice/perch"));
        Check.None(DocumentRules.MachinePaths("run.sh", "cd $PREFIX/home/alice"));
    }
}
