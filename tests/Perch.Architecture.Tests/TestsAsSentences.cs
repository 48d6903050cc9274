namespace Perch.Architecture.Tests;

public sealed class TestsAsSentences
{
    private static IEnumerable<SourceFile> TestFiles => Repo.Sources.Where(file => file.IsTest);

    [Fact]
    public void No_test_waits_for_a_time()
    {
        Check.None(TestFiles.SelectMany(TestRules.Sleeps));
        Assert.Single(TestRules.Sleeps(Bad.Test("class Sample { void Do() { Thread.Sleep(100); } }")));
        Assert.Single(TestRules.Sleeps(Bad.Test("class Sample { async Task Do() { await Task.Delay(100); } }")));
        Check.None(TestRules.Sleeps(Bad.Test("class Sample { Task Do() => Task.Delay(Step, clock); }")));
    }

    [Fact]
    public void No_test_is_skipped()
    {
        Check.None(TestFiles.SelectMany(TestRules.Skipped));
        Assert.Single(TestRules.Skipped(Bad.Test("class Sample { [Fact(Skip = \"later\")] void A_b() { } }")));
    }

    [Fact]
    public void The_name_of_a_test_is_a_sentence()
    {
        Check.None(TestFiles.SelectMany(TestRules.NotSentences));
        Assert.Single(TestRules.NotSentences(Bad.Test("class Sample { [Fact] void TestLogIn() { } }")));
    }
}
