namespace Perch.Architecture.Tests;

public sealed class Words
{
    [Theory]
    [InlineData("class CallManager { }")]
    [InlineData("static class DialHelper { }")]
    [InlineData("record SipUtils;")]
    [InlineData("struct DeviceInfo { }")]
    [InlineData("interface IDeskData { }")]
    [InlineData("class DirectoryImpl { }")]
    [InlineData("class Handler { }")]
    public void A_name_that_says_nothing_is_seen(string bad) => Assert.Single(WordRules.EmptyNames(Bad.Product(bad)));

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        Check.None(Repo.Sources.SelectMany(WordRules.EmptyNames));
        Check.None(WordRules.EmptyNames(Bad.Product("class KeyInInfo { }")));
    }

    [Theory]
    [InlineData("class TenantRow { }")]
    [InlineData("record Hoteling;")]
    [InlineData("class DialplanReader { }")]
    [InlineData("enum IvrState { }")]
    public void A_word_that_is_not_the_glossarys_is_seen(string bad) =>
        Assert.Single(WordRules.ForeignWords(Bad.Product(bad)));

    [Fact]
    public void Types_use_the_words_of_the_glossary() =>
        Check.None(Repo.Sources.SelectMany(WordRules.ForeignWords));

    [Fact]
    public void No_method_may_be_doing_something()
    {
        Check.None(Repo.Sources.SelectMany(WordRules.HedgedMethods));
        Assert.Single(WordRules.HedgedMethods(Bad.Product("class Sample { void MaybeLogOut() { } }")));
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        Check.None(Repo.Sources.SelectMany(WordRules.Drawers));
        Assert.Single(WordRules.Drawers(new SourceFile("src/Perch.Sample/Helpers/Sample.cs", "")));
    }

    [Fact]
    public void Nothing_is_folded_away_postponed_or_half_disabled()
    {
        Check.None(Repo.Sources.SelectMany(WordRules.Regions));
        Check.None(Repo.Sources.SelectMany(WordRules.Postponements));
        Check.None(Repo.Sources.SelectMany(WordRules.CodeInComments));
        Check.None(Repo.Sources.SelectMany(WordRules.DisabledWarnings));

        Assert.Single(WordRules.Regions(Bad.Product("#region Calls\nclass Sample { }\n#endregion")));
        Assert.Single(WordRules.Postponements(Bad.Product($"// {"TO"}DO: the other half\nclass Sample {{ }}")));
        Assert.Single(WordRules.CodeInComments(Bad.Method("// call.HangUp();")));
        Check.None(WordRules.CodeInComments(Bad.Method("// RFC 3261 §9.1: nothing to cancel yet.")));
        Assert.Single(WordRules.DisabledWarnings(Bad.Product("#pragma warning disable CA1822\nclass Sample { }")));
        Assert.Single(WordRules.DisabledWarnings(Bad.Product("#pragma warning disable RS0030 // why\nclass A { }")));
        Check.None(WordRules.DisabledWarnings(Bad.Product("#pragma warning disable CA5351 // why\nclass A { }")));
    }
}
