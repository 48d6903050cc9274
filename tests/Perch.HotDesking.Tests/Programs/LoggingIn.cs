using Perch.Calls;
using Perch.Directory;
using Perch.TestKit.Calls;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §4.1, from the caller's ear.</summary>
public sealed class LoggingIn : IAsyncLifetime
{
    private const string LogIn = "hotdesk-login";

    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Step_9_the_person_is_said_by_extension_and_sits_there()
    {
        _office.Person("Alice", "204", pin: "7391");
        var window = _office.Desk("window desk");
        using var call = _office.CallFrom(window, "204", "7391");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin",
             "extension", "digit-2", "digit-0", "digit-4", "hotdesk-logged-in", "goodbye"],
            call.Heard);
        Assert.Equal(["Alice"], _office.At(window));
    }

    [Fact]
    public async Task Step_2_an_owned_phone_is_not_a_hot_desk()
    {
        var phone = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        using var call = _office.CallFrom(phone, "205");

        var step = await _office.RunAsync(LogIn, call);

        Assert.Equal(["answered", "hotdesk-not-a-desk"], call.Heard);
        Assert.Null(step.Child);
    }

    [Fact]
    public async Task Step_3_no_PIN_is_asked_where_the_profile_requires_none()
    {
        _office.Person("Alice", "204");
        _office.Person("Bob", "205", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204");

        await _office.RunAsync(LogIn, call);

        Assert.DoesNotContain("hotdesk-enter-pin", call.Heard);
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Fact]
    public async Task Step_3_an_unknown_ID_is_asked_for_a_PIN_and_checked_all_the_same()
    {
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "999", "7391", ScriptedCall.HangsUp);

        await Assert.ThrowsAsync<CallEndedException>(() => _office.RunAsync(LogIn, call));

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-invalid", "hotdesk-enter-id"], call.Heard);
        Assert.Equal(1, _office.Pins.Verified);
    }

    [Fact]
    public async Task Step_3_where_nobody_has_a_PIN_an_unknown_ID_is_not_asked_for_one()
    {
        _office.Person("Alice", "204");
        using var call = _office.CallFrom(_office.Desk("window desk"), "999", "204");

        await _office.RunAsync(LogIn, call);

        Assert.DoesNotContain("hotdesk-enter-pin", call.Heard);
        Assert.Equal(1, call.Heard.Count(heard => heard == "hotdesk-invalid"));
    }

    [Fact]
    public async Task Step_3_an_ID_ends_at_the_length_that_all_IDs_share_and_a_PIN_does_not()
    {
        _office.Person("Alice", "204", pin: "7391");
        _office.Person("Bob", "205");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204", "7391");

        await _office.RunAsync(LogIn, call);

        Assert.Equal([3, null], call.Questions.Select(question => question.EndsAt));
        Assert.Equal([15, 15], call.Questions.Select(question => question.MaxDigits));
    }

    [Fact]
    public async Task Step_3_an_ID_does_not_end_early_when_IDs_differ_in_length()
    {
        _office.Person("Alice", "204");
        _office.Person("Bob", "2050");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204");

        await _office.RunAsync(LogIn, call);

        Assert.Null(call.Questions[0].EndsAt);
    }

    [Fact]
    public async Task Step_4_after_a_wrong_PIN_the_ID_is_asked_again()
    {
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204", "1111", "204", "7391");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(
            ["hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-invalid", "hotdesk-enter-id", "hotdesk-enter-pin"],
            call.Heard.Skip(1).Take(5));
        Assert.Contains("hotdesk-logged-in", call.Heard);
    }

    [Fact]
    public async Task Step_4_three_wrong_tries_end_with_try_later()
    {
        _office.Person("Alice", "204", pin: "7391");
        var window = _office.Desk("window desk");
        using var call = _office.CallFrom(window, "204", "1", "204", "2", "204", "3", "204", "7391");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(3, call.Heard.Count(heard => heard == "hotdesk-invalid"));
        Assert.Equal("hotdesk-try-later", call.Heard[^1]);
        Assert.Empty(_office.At(window));
    }

    [Fact]
    public async Task An_empty_entry_is_a_try_but_not_a_wrong_PIN()
    {
        _office.Person("Alice", "204", pin: "7391");
        using var call = _office.CallFrom(_office.Desk("window desk"), "", "204", "", "");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(3, call.Heard.Count(heard => heard == "hotdesk-invalid"));
        Assert.Equal("hotdesk-try-later", call.Heard[^1]);
        Assert.Equal(0, _office.Pins.Verified);
    }

    [Fact]
    public async Task Step_4_disabled_is_heard_only_after_the_right_PIN()
    {
        var alice = _office.Person("Alice", "204", pin: "7391");
        _office.Directory.Put(alice with { HotDesk = alice.HotDesk with { Enabled = false } });
        using var call = _office.CallFrom(_office.Desk("window desk"), "204", "1111", "204", "7391");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-invalid",
             "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-disabled"],
            call.Heard);
    }

    [Fact]
    public async Task Step_6_logging_in_again_confirms_again_and_starts_no_new_session()
    {
        var alice = _office.Person("Alice", "204");
        var window = _office.Desk("window desk");
        await _office.SitAsync(alice, window);
        using var call = _office.CallFrom(window, "204");

        await _office.RunAsync(LogIn, call);

        Assert.Contains("hotdesk-logged-in", call.Heard);
        Assert.Single(await _office.LedgerAsync());
    }

    [Fact]
    public async Task Step_6_taking_over_says_who_is_there_and_needs_the_key_1()
    {
        _office.Person("Alice", "204");
        var window = _office.Desk("window desk");
        await _office.SitAsync(_office.Person("Bob", "205"), window);
        using var call = _office.CallFrom(window, "204", "1");

        await _office.RunAsync(LogIn, call);

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "extension", "digit-2", "digit-0", "digit-5", "hotdesk-occupied",
             "extension", "digit-2", "digit-0", "digit-4", "hotdesk-logged-in", "goodbye"],
            call.Heard);
        Assert.Equal(["Alice"], _office.At(window));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    public async Task Step_6_without_the_key_1_Bob_stays(string pressed)
    {
        _office.Person("Alice", "204");
        var window = _office.Desk("window desk");
        await _office.SitAsync(_office.Person("Bob", "205"), window);
        using var call = _office.CallFrom(window, "204", pressed);

        var step = await _office.RunAsync(LogIn, call);

        Assert.Equal("goodbye", call.Heard[^1]);
        Assert.Equal(["Bob"], _office.At(window));
        Assert.Null(step.Child);
    }

    [Fact]
    public async Task Step_6_when_Carol_sits_down_before_the_key_1_the_question_comes_again_about_her()
    {
        _office.Person("Alice", "204");
        var (bob, carol) = (_office.Person("Bob", "205"), _office.Person("Carol", "206"));
        var window = _office.Desk("window desk");
        await _office.SitAsync(bob, window);
        using var call = new ScriptedCall(
            _office.Directory.DefaultAccount, _office.Callers.Identify(window), "204", "1", "")
        {
            WhileAsked = asked => CarolTakesOver(asked, carol, window),
        };

        await _office.RunAsync(LogIn, call);

        Assert.Equal(2, call.Heard.Count(heard => heard == "hotdesk-occupied"));
        Assert.Contains("digit-6", call.Heard);
        Assert.Equal(["Carol"], _office.At(window));
    }

    [Fact]
    public async Task Step_6_refuse_says_that_the_desk_is_in_use()
    {
        _office.Person("Alice", "204");
        var window = _office.Desk("window desk", OccupiedPolicy.Refuse);
        await _office.SitAsync(_office.Person("Bob", "205"), window);
        using var call = _office.CallFrom(window, "204");

        await _office.RunAsync(LogIn, call);

        Assert.Equal("hotdesk-occupied-refused", call.Heard[^1]);
        Assert.Equal(["Bob"], _office.At(window));
    }

    [Fact]
    public async Task Step_7_move_ends_the_session_at_the_other_desk()
    {
        var alice = _office.Person("Alice", "204", elsewhere: Elsewhere.Move);
        var (window, corridor) = (_office.Desk("window desk"), _office.Desk("corridor desk"));
        await _office.SitAsync(alice, window);

        using var call = _office.CallFrom(corridor, "204");
        await _office.RunAsync(LogIn, call);

        Assert.Empty(_office.At(window));
        Assert.Equal(["Alice"], _office.At(corridor));
        Assert.Equal(EndReason.Moved, (await _office.LedgerAsync())[0].End?.Reason);
    }

    [Fact]
    public async Task Step_7_keep_leaves_both_desks_hers()
    {
        var alice = _office.Person("Alice", "204", elsewhere: Elsewhere.Keep);
        var (window, corridor) = (_office.Desk("window desk"), _office.Desk("corridor desk"));
        await _office.SitAsync(alice, window);

        using var call = _office.CallFrom(corridor, "204");
        await _office.RunAsync(LogIn, call);

        Assert.Equal(["Alice"], _office.At(window));
        Assert.Equal(["Alice"], _office.At(corridor));
    }

    [Fact]
    public async Task Step_7_refuse_sends_her_to_the_other_desk_first()
    {
        var alice = _office.Person("Alice", "204", elsewhere: Elsewhere.Refuse);
        var (window, corridor) = (_office.Desk("window desk"), _office.Desk("corridor desk"));
        await _office.SitAsync(alice, window);

        using var call = _office.CallFrom(corridor, "204");
        await _office.RunAsync(LogIn, call);

        Assert.Equal("hotdesk-logged-in-elsewhere", call.Heard[^1]);
        Assert.Equal(["Alice"], _office.At(window));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_asked_for_the_PIN_is_not_logged_in()
    {
        _office.Person("Alice", "204", pin: "7391");
        var window = _office.Desk("window desk");
        using var call = _office.CallFrom(window, "204", ScriptedCall.HangsUp);

        await Assert.ThrowsAsync<CallEndedException>(() => _office.RunAsync(LogIn, call));

        Assert.Empty(await _office.LedgerAsync());
    }

    [Fact]
    public async Task A_hang_up_before_the_transaction_begins_changes_nothing()
    {
        _office.Person("Alice", "204");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204");
        _office.Store.BeforeWrite = call.HangUp;

        await Assert.ThrowsAsync<CallEndedException>(() => _office.RunAsync(LogIn, call));

        Assert.Empty(await _office.LedgerAsync());
    }

    [Fact]
    public async Task The_database_is_gone_and_the_caller_hears_try_later()
    {
        _office.Person("Alice", "204");
        var window = _office.Desk("window desk");
        _office.Store.IsBroken = true;
        using var call = _office.CallFrom(window, "204");

        var step = await _office.RunAsync(LogIn, call);

        Assert.Equal(["answered", "hotdesk-enter-id", "hotdesk-try-later"], call.Heard);
        Assert.Null(step.Child);
        Assert.Empty(_office.At(window));
    }

    [Fact]
    public async Task From_the_log_in_on_the_call_speaks_her_language()
    {
        var alice = _office.Person("Alice", "204");
        _office.Directory.Put(alice with { Language = "de-DE" });
        using var call = _office.CallFrom(_office.Desk("window desk"), "204");

        await _office.RunAsync(LogIn, call);

        Assert.Equal("de-DE", call.Language);
    }

    private void CarolTakesOver(string asked, User carol, Device window)
    {
        if (asked == "hotdesk-occupied" && !_office.At(window).Contains("Carol"))
        {
            _office.SitAsync(carol, window).GetAwaiter().GetResult();
        }
    }
}
