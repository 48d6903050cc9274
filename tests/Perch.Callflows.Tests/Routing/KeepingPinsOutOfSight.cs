using CsCheck;
using Perch.Directory;

namespace Perch.Callflows.Tests.Routing;

/// <summary>hotdesk.md §4.1, short forms: records, events, traces and logs show <c>*11…</c>.</summary>
public sealed class KeepingPinsOutOfSight : IAsyncLifetime
{
    private static readonly Gen<string> Id = Gen.Char['0', '9'].Array[1, 15].Select(digits => new string(digits));
    private static readonly Gen<string> Pin = Gen.Char['0', '9'].Array[4, 15].Select(digits => new string(digits));
    private static readonly Gen<string> Between = OneOf("*", "#", "**");
    private static readonly Gen<string> Code = OneOf("*11", "*12", "*13", "*14", "*801", "*99", "**11", "", "9");

    private Exchange _exchange = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await Exchange.OpenAsync();
        _exchange.Directory.AddUser("Alice", "204");
        _exchange.Directory.Put(new FeatureCode(_exchange.Account, "hotdesk-logout", "*12", Enabled: false));
        await _exchange.SaveAsync("""{"program": "hotdesk-login"}""", "*801");
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public void No_dialled_PIN_survives_whatever_the_code_in_front_of_it_means() =>
        Gen.Select(Code, Id, Between, Pin).Sample((code, id, between, pin) =>
        {
            var shown = _exchange.Shown($"{code}{id}{between}{pin}");

            // The ID in front may by chance end like the PIN; behind it nothing may be left.
            return !shown.Contains(between + pin) && shown.Length <= code.Length + id.Length + 1;
        });

    [Theory]
    [InlineData("*11204*7391", "*11…")]
    [InlineData("*11204", "*11…")]
    [InlineData("*13*", "*13…")]
    [InlineData("*801204*7391", "*801…")]
    [InlineData("*12204*7391", "*12…")]
    [InlineData("*99204*7391", "*99…")]
    [InlineData("204*7391", "204…")]
    public void The_code_is_shown_and_the_rest_is_not(string dialled, string shown)
    {
        Assert.Equal(shown, _exchange.Shown(dialled));
    }

    [Theory]
    [InlineData("204")]
    [InlineData("*11")]
    [InlineData("*801")]
    [InlineData("00441632960960")]
    public void Numbers_and_bare_codes_are_shown_whole(string dialled)
    {
        Assert.Equal(dialled, _exchange.Shown(dialled));
    }

    [Fact]
    public async Task What_a_pattern_hands_to_a_log_in_is_hidden()
    {
        await _exchange.SavePatternAsync("""{"program": "hotdesk-login"}""", "77(.*)");

        Assert.Equal("77…", _exchange.Shown("77204*7391"));
        Assert.Equal("77…", _exchange.Shown("77204"));
    }

    [Fact]
    public void What_a_destination_prints_holds_no_PIN()
    {
        var destination = _exchange.NumberPlan.Find(_exchange.Account, "*11204*7391");

        Assert.Equal("*11…", destination!.ToString());
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);
}
