using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §4.1: <c>*11204</c> and <c>*11204*7391</c> in one dial.</summary>
public sealed class ShortForms : IAsyncLifetime
{
    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("204")]
    [InlineData("204#")]
    public async Task The_dialled_ID_is_not_asked_for(string rest)
    {
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "7391");

        await _office.RunAsync("hotdesk-login", call, rest);

        Assert.Equal(["answered", "hotdesk-enter-pin"], call.Heard.Take(2));
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Theory]
    [InlineData("204*7391")]
    [InlineData("204*7391#")]
    [InlineData("204#7391")]
    public async Task A_dialled_PIN_counts_where_the_account_allows_it(string rest)
    {
        _office.Directory.Put(_office.Directory.DefaultAccount with { DialledPin = true });
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"));

        await _office.RunAsync("hotdesk-login", call, rest);

        Assert.Empty(call.Questions);
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Fact]
    public async Task A_dialled_PIN_is_dropped_and_asked_for_where_it_does_not()
    {
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "7391");

        await _office.RunAsync("hotdesk-login", call, "204*1111");

        Assert.Equal(["answered", "hotdesk-enter-pin"], call.Heard.Take(2));
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Fact]
    public async Task A_wrong_dialled_ID_starts_again_with_the_question()
    {
        _office.Person("Alice", "204");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204");

        await _office.RunAsync("hotdesk-login", call, "240");

        Assert.Equal(["answered", "hotdesk-invalid", "hotdesk-enter-id"], call.Heard.Take(3));
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Fact]
    public void What_was_dialled_prints_as_stars()
    {
        Assert.Equal("***", DialledEntry.Parse("204*7391", pinAllowed: true).ToString());
    }
}
