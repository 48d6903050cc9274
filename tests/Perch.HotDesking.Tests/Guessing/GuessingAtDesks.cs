using Perch.Directory;
using Perch.TestKit.Calls;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Guessing;

/// <summary>hotdesk.md §4.1 step 5, from the caller's ear and in the database.</summary>
public sealed class GuessingAtDesks : IAsyncLifetime
{
    private const string LogIn = "hotdesk-login";

    private Office _office = null!;
    private User _alice = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204", pin: "7391");
        _window = _office.Desk("window desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Five_wrong_PINs_over_two_calls_lock_her_at_this_desk()
    {
        await GuessAsync(_window, "204", times: 5);

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-try-later"],
            await DialAsync(_window, "204", "7391"));
        Assert.Empty(_office.At(_window));
    }

    [Fact]
    public async Task Four_do_not_and_a_right_one_starts_the_count_afresh()
    {
        await GuessAsync(_window, "204", times: 4);
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));

        await GuessAsync(_window, "204", times: 4);
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
    }

    [Fact]
    public async Task While_locked_a_right_PIN_and_a_wrong_one_sound_the_same_and_take_the_same_work()
    {
        await GuessAsync(_window, "204", times: 5);
        var before = _office.Pins.Verified;

        var right = await DialAsync(_window, "204", "7391");
        var afterRight = _office.Pins.Verified;
        var wrong = await DialAsync(_window, "204", "1111");

        Assert.Equal(wrong, right);
        Assert.Equal(1, afterRight - before);
        Assert.Equal(1, _office.Pins.Verified - afterRight);
    }

    [Fact]
    public async Task An_ID_that_nobody_has_sounds_and_locks_like_hers()
    {
        var hers = await GuessAsync(_window, "204", times: 6);
        var nobodys = await GuessAsync(_office.Desk("corridor desk"), "999", times: 6);

        Assert.Equal(hers, nobodys);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_she_may_log_in_again()
    {
        await GuessAsync(_window, "204", times: 5);

        _office.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));

        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
    }

    [Fact]
    public async Task The_second_lock_lasts_twice_as_long()
    {
        await GuessAsync(_window, "204", times: 5);
        _office.Clock.Advance(TimeSpan.FromMinutes(16));
        await GuessAsync(_window, "204", times: 5);

        _office.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));

        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
    }

    [Fact]
    public async Task A_lock_and_a_count_survive_a_restart()
    {
        var corridor = _office.Desk("corridor desk");
        await GuessAsync(_window, "204", times: 5);
        await GuessAsync(corridor, "205", times: 4);

        await _office.RestartAsync();

        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));
        await GuessAsync(corridor, "205", times: 1);
        Assert.Contains("hotdesk-try-later", await DialAsync(corridor, "205", "1111"));
    }

    [Fact]
    public async Task A_crash_before_the_answer_gives_no_try_back()
    {
        for (var times = 0; times < 5; times++)
        {
            using var call = _office.CallFrom(_window, "204", "1111");
            _office.Pins.BeforeAnswer = () => throw new InvalidOperationException("The process was killed here.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => _office.RunAsync(LogIn, call));
        }

        _office.Pins.BeforeAnswer = () => { };
        await _office.RestartAsync();

        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));
    }

    [Fact]
    public async Task Without_a_database_no_PIN_is_looked_at()
    {
        _office.Store.IsBroken = true;

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-try-later"],
            await DialAsync(_window, "204", "7391"));
        Assert.Equal(0, _office.Pins.Verified);
    }

    [Fact]
    public async Task She_may_log_in_at_another_desk_and_others_at_this_one()
    {
        _office.Person("Bob", "205", pin: "8520");
        await GuessAsync(_window, "204", times: 5);

        Assert.Contains("hotdesk-logged-in", await DialAsync(_office.Desk("corridor desk"), "204", "7391"));
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "205", "8520"));
    }

    [Fact]
    public async Task H6_two_hundred_wrong_PINs_at_one_desk_while_others_log_in()
    {
        _office.Person("Bob", "205", pin: "8520");
        var corridor = _office.Desk("corridor desk");

        for (var guess = 0; guess < 200; guess++)
        {
            await DialAsync(_window, "204", $"{1000 + guess}", ScriptedCall.HangsUp);
            var (desk, id, pin) = guess % 2 == 0 ? (_window, "205", "8520") : (corridor, "204", "7391");
            Assert.Contains("hotdesk-logged-in", await DialAsync(desk, id, pin, "1"));
        }

        Assert.Single(_office.Outbox.Said, said => said.Type == "desk.locked");
    }

    [Fact]
    public async Task Ten_unknown_IDs_lock_the_log_in_of_the_desk_for_everybody()
    {
        for (var id = 900; id < 910; id++)
        {
            Assert.DoesNotContain("hotdesk-try-later", await DialAsync(_window, $"{id}", "1111", ScriptedCall.HangsUp));
        }

        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));
        Assert.Contains("hotdesk-logged-in", await DialAsync(_office.Desk("corridor desk"), "204", "7391"));
    }

    [Fact]
    public async Task A_locked_desk_lets_nobody_in_who_needs_no_PIN_either()
    {
        _office.Person("Bob", "205");

        for (var id = 900; id < 910; id++)
        {
            await DialAsync(_window, $"{id}", "1111", ScriptedCall.HangsUp);
        }

        Assert.Equal(
            ["answered", "hotdesk-enter-id", "hotdesk-try-later"], await DialAsync(_window, "205"));
    }

    [Fact]
    public async Task An_event_says_who_is_locked_where_and_until_when()
    {
        await GuessAsync(_window, "204", times: 5);

        var said = Assert.Single(_office.Outbox.Said, said => said.Type == "desk.locked");
        Assert.Equal(_alice.Id.Value, (Guid?)said.Data["userId"]);
        Assert.Equal(_window.Id.Value, (Guid?)said.Data["deviceId"]);
        Assert.Equal(5, (int?)said.Data["count"]);
        Assert.Equal(TimeSpan.FromMinutes(15), (DateTimeOffset?)said.Data["until"] - said.At);
    }

    [Fact]
    public async Task The_account_says_after_how_many_and_for_how_long()
    {
        _office.Directory.Put(_office.Directory.DefaultAccount with { LockAfter = 3, LockMinutes = 60 });
        await GuessAsync(_window, "204", times: 3);

        _office.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Contains("hotdesk-try-later", await DialAsync(_window, "204", "7391"));

        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
    }

    [Fact]
    public async Task What_others_tried_elsewhere_slows_her_where_she_is_new_but_lets_her_in()
    {
        await GuessElsewhereAsync();
        var before = _office.Clock.Waits.Count;

        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
        Assert.Equal([GuessRule.LongestDelay], _office.Clock.Waits.Skip(before));
    }

    [Fact]
    public async Task Her_own_first_mistakes_cost_her_no_wait()
    {
        await GuessAsync(_window, "204", times: 4);

        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
        Assert.Empty(_office.Clock.Waits);
    }

    [Fact]
    public async Task A_desk_where_she_sat_well_before_is_exempt()
    {
        await DialAsync(_window, "204", "7391");
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await GuessElsewhereAsync();
        var before = _office.Clock.Waits.Count;

        Assert.Contains("hotdesk-logged-in", await DialAsync(_window, "204", "7391"));
        Assert.Equal(before, _office.Clock.Waits.Count);
    }

    [Fact]
    public async Task A_desk_where_somebody_has_only_just_logged_in_as_her_is_not()
    {
        await DialAsync(_window, "204", "7391");
        await GuessElsewhereAsync();
        var before = _office.Clock.Waits.Count;

        await DialAsync(_window, "204", "7391");

        Assert.Equal(before + 1, _office.Clock.Waits.Count);
    }

    private async Task GuessElsewhereAsync()
    {
        for (var desk = 1; desk <= 4; desk++)
        {
            await GuessAsync(_office.Desk($"desk {desk}"), "204", times: 3);
        }
    }

    private async Task<IReadOnlyList<string>> GuessAsync(Device desk, string id, int times)
    {
        List<string> heard = [];

        for (var guess = 0; guess < times; guess++)
        {
            heard.AddRange(await DialAsync(desk, id, "1111", ScriptedCall.HangsUp));
        }

        return heard;
    }

    private async Task<IReadOnlyList<string>> DialAsync(Device desk, params IReadOnlyList<string> dials)
    {
        using var call = _office.CallFrom(desk, dials);

        try
        {
            await _office.RunAsync(LogIn, call);
        }
        catch (Perch.Calls.CallEndedException)
        {
            // Hung up, as scripted.
        }

        return [.. call.Heard];
    }
}
