namespace Perch.Architecture.Tests;

public sealed class Projects
{
    private static Dictionary<string, string[]> Table => ProjectRules.Table(Repo.Read("ARCHITECTURE.md"));

    [Fact]
    public void Every_project_references_what_the_table_says_and_nothing_else()
    {
        var actual = Repo.Files("src", ".csproj")
            .ToDictionary(ProjectRules.Name, path => ProjectRules.References(Repo.Read(path)));

        Check.None(ProjectRules.Deviations(Table, actual));
    }

    [Fact]
    public void A_forbidden_a_missing_and_an_unknown_reference_are_seen()
    {
        var bad = Table;
        bad["Sip"] = ProjectRules.References(
            """<Project><ItemGroup><ProjectReference Include="../Perch.Media/Perch.Media.csproj" /></ItemGroup></Project>""");
        bad["Media"] = [];
        bad["Fax"] = [];
        bad.Remove("Phone");

        Assert.Equal(
            ["Fax is not in the table", "Phone is in the table only", "Sip may not reference Media",
             "Media does not reference Rtp: take it out of the table"],
            ProjectRules.Deviations(Table, bad));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var projects = new[] { "src", "tests", "bench", "samples", "fuzz" }.SelectMany(folder => Repo.Files(folder, ".csproj"));

        Check.None(ProjectRules.OutsideTheSolution(Repo.Read("Perch.slnx"), projects));
        Assert.Equal(2, ProjectRules.OutsideTheSolution(
            """<Solution><Project Path="src/Gone.csproj" /></Solution>""", ["src/New.csproj"]).Count());
    }

    [Fact]
    public void Features_do_not_know_how_telephones_talk()
    {
        Check.None(Repo.Sources.SelectMany(ProjectRules.WordsOfTheWire));
        Assert.Single(ProjectRules.WordsOfTheWire(
            new SourceFile("src/Perch.HotDesking/Sample.cs", "class Sample { void Do(SipMessage m) { } }")));
    }
}
