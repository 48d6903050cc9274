using Perch.Calls;
using Perch.Directory;
using Perch.TestKit.Calls;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §7, <c>*15</c>, from the caller's ear.</summary>
public sealed class ChangingThePin : IAsyncLifetime
{
    private const string ChangePin = "hotdesk-change-pin";

    private static readonly string[] Known = ["answered", "hotdesk-enter-id", "hotdesk-enter-pin"];

    private Office _office = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _office.Person("Alice", "204", pin: "7391");
        _window = _office.Desk("window desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task ID_and_PIN_and_the_new_one_twice()
    {
        var call = await DialAsync("204", "7391", "8520", "8520");

        Assert.Equal(
            [.. Known, "hotdesk-pin-new", "hotdesk-pin-again", "hotdesk-pin-changed", "goodbye"], call.Heard);
        Assert.Equal(FakePins.Of("8520"), Pin);
    }

    [Fact]
    public async Task A_PIN_may_be_as_long_as_the_form_allows_and_ends_by_no_other_length()
    {
        var call = await DialAsync("204", "7391", "8520", "8520");

        Assert.All(call.Questions.Skip(1), question => Assert.Equal((15, null), (question.MaxDigits, question.EndsAt)));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("0000")]
    [InlineData("204")]
    [InlineData("12")]
    public async Task What_is_easy_to_guess_is_refused_before_it_is_typed_again(string weak)
    {
        var call = await DialAsync("204", "7391", weak, "8520", "8520");

        Assert.Equal(
            [.. Known, "hotdesk-pin-new", "hotdesk-pin-weak", "hotdesk-pin-new", "hotdesk-pin-again",
             "hotdesk-pin-changed", "goodbye"],
            call.Heard);
    }

    [Fact]
    public async Task Typed_differently_the_second_time_it_is_asked_for_anew()
    {
        var call = await DialAsync("204", "7391", "8520", "8521", "9630", "9630");

        Assert.Contains("hotdesk-invalid", call.Heard);
        Assert.Equal(FakePins.Of("9630"), Pin);
    }

    [Fact]
    public async Task After_three_tries_the_old_one_stays()
    {
        var call = await DialAsync("204", "7391", "1234", "8520", "1111", "");

        Assert.Equal("hotdesk-try-later", call.Heard[^1]);
        Assert.Equal(FakePins.Of("7391"), Pin);
    }

    [Fact]
    public async Task Without_the_old_PIN_nothing_changes()
    {
        var call = await DialAsync("204", "1111", "204", "2222", "204", "3333", "8520", "8520");

        Assert.DoesNotContain("hotdesk-pin-new", call.Heard);
        Assert.Equal(FakePins.Of("7391"), Pin);
    }

    /// <summary>Else whoever knows an ID could choose a PIN for somebody who has none.</summary>
    [Fact]
    public async Task Nobody_chooses_a_first_PIN_by_phone()
    {
        var bob = _office.Person("Bob", "205");

        var call = await DialAsync("205", "8520", "205", "8520", "205", "8520");

        Assert.Equal(3, call.Heard.Count(heard => heard == "hotdesk-invalid"));
        Assert.Equal("hotdesk-try-later", call.Heard[^1]);
        Assert.Null(_office.Directory.User(bob.Id)!.HotDesk.Pin);
    }

    [Fact]
    public async Task A_PIN_that_a_person_has_is_asked_for_even_where_it_is_not_required()
    {
        var alice = _office.Directory.UserByExtension(_office.Directory.DefaultAccount.Id, "204")!;
        _office.Directory.Put(alice with { HotDesk = alice.HotDesk with { RequirePin = false } });

        var call = await DialAsync("204", "7391", "8520", "8520");

        Assert.Equal(Known, call.Heard.Take(3));
        Assert.Equal(FakePins.Of("8520"), Pin);
    }

    [Fact]
    public async Task Whoever_hangs_up_before_the_second_time_keeps_the_old_one()
    {
        await Assert.ThrowsAsync<CallEndedException>(() => DialAsync("204", "7391", "8520", ScriptedCall.HangsUp));

        Assert.Equal(FakePins.Of("7391"), Pin);
    }

    private PinHash? Pin =>
        _office.Directory.UserByExtension(_office.Directory.DefaultAccount.Id, "204")!.HotDesk.Pin;

    private async Task<ScriptedCall> DialAsync(params IReadOnlyList<string> dials)
    {
        using var call = _office.CallFrom(_window, dials);
        await _office.RunAsync(ChangePin, call);
        return call;
    }
}
