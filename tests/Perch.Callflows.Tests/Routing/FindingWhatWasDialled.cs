using Perch.Directory;

namespace Perch.Callflows.Tests.Routing;

/// <summary>sip.md, feature codes: emergency numbers, exact match, longest literal prefix, patterns.</summary>
public sealed class FindingWhatWasDialled : IAsyncLifetime
{
    private const string PlayGoodbye = """{"program": "play", "data": {"mediaId": "goodbye"}}""";
    private const string LogIn = """{"program": "hotdesk-login"}""";

    private Exchange _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await Exchange.OpenAsync();

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Theory]
    [InlineData("*11", "hotdesk-login")]
    [InlineData("*12", "hotdesk-logout")]
    [InlineData("*13", "hotdesk-toggle")]
    [InlineData("*14", "hotdesk-who")]
    [InlineData("*15", "hotdesk-change-pin")]
    public void A_feature_code_works_without_anybody_setting_it_up(string dialled, string program)
    {
        Assert.Equal(program, Assert.IsType<Destination.ToProgram>(Find(dialled)).Program.Name);
    }

    [Theory]
    [InlineData("*11204", "204")]
    [InlineData("*11204*7391", "204*7391")]
    [InlineData("*13*", "*")]
    public void What_follows_a_feature_code_is_its_rest(string dialled, string rest)
    {
        Assert.Equal(rest, Assert.IsType<Destination.ToProgram>(Find(dialled)).Rest);
    }

    [Fact]
    public void A_feature_code_that_is_off_leads_nowhere()
    {
        _exchange.Directory.Put(new FeatureCode(_exchange.Account, "hotdesk-login", "*11", Enabled: false));

        Assert.Null(Find("*11"));
        Assert.Null(Find("*11204"));
    }

    [Fact]
    public void A_feature_code_moves()
    {
        _exchange.Directory.Put(new FeatureCode(_exchange.Account, "hotdesk-login", "*21", Enabled: true));

        Assert.Equal("204", Assert.IsType<Destination.ToProgram>(Find("*21204")).Rest);
        Assert.Null(Find("*11"));
    }

    [Fact]
    public void An_extension_leads_to_its_user()
    {
        var alice = _exchange.Directory.AddUser("Alice", "204");

        Assert.Equal(alice.Id, Assert.IsType<Destination.ToUser>(Find("204")).User.Id);
    }

    [Fact]
    public async Task A_callflow_may_claim_an_extension()
    {
        _exchange.Directory.AddUser("Alice", "204");
        await _exchange.SaveAsync(PlayGoodbye, "204");

        Assert.IsType<Destination.ToCallflow>(Find("204"));
    }

    [Fact]
    public async Task A_star_code_of_ones_own_takes_an_ID_behind_it_as_the_feature_code_does()
    {
        await _exchange.SaveAsync(LogIn, "*801");

        Assert.Equal("", Assert.IsType<Destination.ToCallflow>(Find("*801")).Rest);
        Assert.Equal("204*7391", Assert.IsType<Destination.ToCallflow>(Find("*801204*7391")).Rest);
    }

    [Fact]
    public async Task Nothing_may_follow_a_number_whose_program_takes_no_rest()
    {
        await _exchange.SaveAsync(PlayGoodbye, "*801");

        Assert.Null(Find("*8015"));
    }

    [Fact]
    public async Task The_longest_literal_prefix_wins()
    {
        await _exchange.SaveAsync(LogIn, "*112");

        Assert.Equal("04", Assert.IsType<Destination.ToCallflow>(Find("*11204")).Rest);
        Assert.Equal("304", Assert.IsType<Destination.ToProgram>(Find("*11304")).Rest);
    }

    [Fact]
    public async Task An_exact_match_comes_before_a_longer_dialled_prefix()
    {
        await _exchange.SaveAsync(PlayGoodbye, "*11204");

        Assert.Equal("", Assert.IsType<Destination.ToCallflow>(Find("*11204")).Rest);
    }

    [Fact]
    public async Task Patterns_come_last_and_match_the_whole_number()
    {
        _exchange.Directory.AddUser("Alice", "204");
        await _exchange.SavePatternAsync(PlayGoodbye, "2([0-9]{2})");

        Assert.IsType<Destination.ToUser>(Find("204"));
        Assert.Equal("05", Assert.IsType<Destination.ToCallflow>(Find("205")).Rest);
        Assert.Null(Find("2055"));
        Assert.Null(Find("1205"));
    }

    [Theory]
    [InlineData("112")]
    [InlineData("911")]
    [InlineData("999")]
    public void Emergency_numbers_come_first(string dialled)
    {
        _exchange.Directory.AddUser("Alice", dialled);

        Assert.IsType<Destination.ToEmergency>(Find(dialled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("205")]
    [InlineData("*99")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890")]
    public void Anything_else_leads_nowhere(string dialled)
    {
        Assert.Null(Find(dialled));
        Assert.False(_exchange.Router.IsRoutable(_exchange.Directory.DefaultAccount, dialled));
    }

    [Fact]
    public async Task Another_account_has_its_own_numbers()
    {
        var other = _exchange.Directory.AddAccount("other", "other.test");
        _exchange.Directory.AddUser("Alice", "204");
        await _exchange.SaveAsync(PlayGoodbye, "300");

        Assert.Null(_exchange.NumberPlan.Find(other.Id, "204"));
        Assert.Null(_exchange.NumberPlan.Find(other.Id, "300"));
    }

    private Destination? Find(string dialled) => _exchange.NumberPlan.Find(_exchange.Account, dialled);
}
