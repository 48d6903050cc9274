namespace Perch.Events.Tests;

/// <summary>ADR 102: an event that a receiver refuses holds up the others for a minute, and a wrong address loses nothing.</summary>
public sealed class SettingAsideWhatIsRefused : WebhookTest
{
    private const int Most = EventLimits.MostRefusedInARow;

    [Fact]
    public async Task What_is_refused_five_times_is_set_aside_when_the_next_one_is_accepted()
    {
        var id = await AddAsync();
        Receiver.AnswersTo["bad"] = 422;
        await SayAsync("bad", "good", "better");

        await TryAgainAsync(id, times: 4);

        Assert.Equal(["bad", "bad", "bad", "bad", "bad", "good", "better"], await TypesAsync(7));
        var row = await RowAsync(id, row => row.Cursor == Start + 3);
        Assert.Null(row.FailingSince);
        var refused = Assert.Single(await RefusedAsync());
        Assert.Equal((Start + 1, "bad", 422), (refused.EventId, refused.Type, refused.Status));
        Assert.Equal(Now - 75_000, refused.At);
        Assert.Equal(Now, refused.RefusedAt);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task One_that_is_ill_or_asks_to_wait_is_waited_for(int status)
    {
        var id = await AddAsync();
        Receiver.AnswersTo["one"] = status;
        await SayAsync("one", "two");

        await TryAgainAsync(id, times: 6);

        Assert.All(await TypesAsync(7), type => Assert.Equal("one", type));
        Assert.Equal(Start, (await RowAsync(id, row => row.FailedTries == 7)).Cursor);
        Assert.True(Receiver.IsEmpty);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task While_everything_is_refused_nothing_is_set_aside_and_all_comes_in_order_once_that_is_mended(int status)
    {
        var id = await AddAsync();
        Receiver.Answers = status;
        await SayAsync("one", "two", "three");
        await TryAgainAsync(id, times: 5);
        await RowAsync(id, row => row.FailedTries == 6);
        Assert.Equal(
            ["one", "one", "one", "one", "one", "two", "three", "one", "two", "three"], await TypesAsync(10));
        Assert.Empty(await RefusedAsync());

        Receiver.Answers = 200;
        await TryAgainAsync(id, times: 1);

        Assert.Equal(["one", "two", "three"], await TypesAsync(3));
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task Who_refuses_many_in_a_row_is_not_asked_for_more()
    {
        var id = await AddAsync();
        Receiver.Answers = 404;
        await SayAsync([.. Enumerable.Repeat("many", Most + 5)]);

        await TryAgainAsync(id, times: 4);
        await RowAsync(id, row => row.FailedTries == 5);
        await SayAsync("more");
        await TryAgainAsync(id, times: 1);
        await RowAsync(id, row => row.FailedTries == 6);

        Assert.Equal(4 + (2 * (1 + Most)), (await TypesAsync(4 + (2 * (1 + Most)))).Count(type => type == "many"));
        Assert.True(Receiver.IsEmpty);
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task With_nothing_behind_it_what_is_refused_is_decided_when_the_next_event_comes()
    {
        var id = await AddAsync();
        Receiver.AnswersTo["bad"] = 400;
        await SayAsync("bad");
        await TryAgainAsync(id, times: 4);
        await RowAsync(id, row => row.FailedTries == 5);

        await SayAsync("good");

        Assert.Equal(["bad", "bad", "bad", "bad", "bad", "bad", "good"], await TypesAsync(7));
        await RowAsync(id, row => row.Cursor == Start + 2);
        Assert.Single(await RefusedAsync());
    }

    [Fact]
    public async Task What_comes_early_to_one_that_refuses_everything_makes_the_next_try_no_later()
    {
        var id = await AddAsync();
        Receiver.Answers = 404;
        await SayAsync("one");
        await TryAgainAsync(id, times: 4);
        var before = await RowAsync(id, row => row.FailedTries == 5);

        await SayAsync("two");
        Assert.Equal(["one", "one", "one", "one", "one", "one", "two"], await TypesAsync(7));
        Receiver.Answers = 200;
        await TryAgainAsync(id, times: 1);

        Assert.Equal(5, before.FailedTries);
        Assert.Equal(["one", "two"], await TypesAsync(2));
    }

    [Fact]
    public async Task One_that_falls_ill_while_it_is_asked_for_the_next_one_decides_nothing()
    {
        var id = await AddAsync();
        Receiver.AnswersTo["bad"] = 400;
        Receiver.AnswersTo["good"] = 503;
        await SayAsync("bad", "good", "better");
        await TryAgainAsync(id, times: 4);
        var row = await RowAsync(id, row => row.FailedTries == 5);
        Assert.Equal(["bad", "bad", "bad", "bad", "bad", "good"], await TypesAsync(6));
        Assert.Equal((Start, 503), (row.Cursor, row.LastStatus));
        Assert.Empty(await RefusedAsync());

        Receiver.AnswersTo.Clear();
        await TryAgainAsync(id, times: 1);

        Assert.Equal(["bad", "good", "better"], await TypesAsync(3));
    }

    [Fact]
    public async Task A_type_that_was_refused_before_holds_up_nobody_not_even_after_a_restart()
    {
        var id = await AddAsync();
        Receiver.AnswersTo["bad"] = 400;
        await SayAsync("bad", "good");
        await TryAgainAsync(id, times: 4);
        await TypesAsync(6);
        await RowAsync(id, row => row.Cursor == Start + 2);

        await SayAsync("bad", "bad", "good");
        Assert.Contains("good", await TypesUntilAsync("good"));
        await RowAsync(id, row => row.Cursor == Start + 5);
        await Room.RestartAsync();
        await SayAsync("bad", "good");
        await TypesUntilAsync("good");

        await RowAsync(id, row => row.Cursor == Start + 7);
        Assert.Equal([Start + 1, Start + 3, Start + 4, Start + 6], (await RefusedAsync()).Select(row => row.EventId));
    }

    [Fact]
    public async Task Refusals_are_counted_over_a_restart()
    {
        var id = await AddAsync();
        Receiver.AnswersTo["bad"] = 400;
        await SayAsync("bad", "good");
        await TryAgainAsync(id, times: 3);
        await RowAsync(id, row => row.RefusedTries == 4);

        await Room.RestartAsync();
        await TryAgainAsync(id, times: 1);

        Assert.Equal(["bad", "bad", "bad", "bad", "bad", "good"], await TypesAsync(6));
    }

    [Fact]
    public async Task A_replay_takes_what_is_accepted_now_off_the_list_and_leaves_what_is_not()
    {
        var id = await SetAsideAsync("bad", "worse");
        Receiver.AnswersTo.Remove("bad", out _);

        await Webhooks.ReplayAsync(Key(id), Start + 1, Newsroom.Cancel);

        Assert.Equal(["bad", "worse", "good"], await TypesAsync(3));
        await RowAsync(id, row => row.Cursor == Start + 3);
        Assert.Equal("worse", Assert.Single(await RefusedAsync()).Type);
    }

    [Fact]
    public async Task The_outbox_takes_what_is_refused_with_it()
    {
        await SetAsideAsync("bad");
        var happened = DateTimeOffset.FromUnixTimeMilliseconds(Assert.Single(await RefusedAsync()).At);
        Room.Clock.SetUtcNow(happened + EventLimits.KeptFor);
        await Room.Get<OutboxSweep>().SweepAsync();
        Assert.Single(await RefusedAsync());

        Room.Clock.Advance(TimeSpan.FromSeconds(1));
        await Room.Get<OutboxSweep>().SweepAsync();

        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task A_webhook_takes_what_it_refused_with_it()
    {
        var id = await SetAsideAsync("bad");

        await Webhooks.DeleteAsync(Key(id), ifVersion: null, Newsroom.Cancel);

        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task An_event_of_another_account_cannot_be_replayed_alone()
    {
        await Room.SayAsync(Room.Event("desk.logged_in", Newsroom.OtherAccount), Room.Event("desk.logged_in"));
        var rows = await Room.RowsAsync();
        var place = Room.Get<ReplayPlace>();

        Assert.Null(await place.FindAsync(Newsroom.Account, rows[0].Id, Newsroom.Cancel));
        Assert.NotNull(await place.FindAsync(Newsroom.Account, rows[1].Id, Newsroom.Cancel));
    }

    /// <summary>Refused for good, one after another, with an event behind them that is accepted.</summary>
    private async Task<Guid> SetAsideAsync(params string[] types)
    {
        var id = await AddAsync();
        Array.ForEach(types, type => Receiver.AnswersTo[type] = 400);
        await SayAsync([.. types, "good"]);
        await TryAgainAsync(id, times: 4);
        await TypesUntilAsync("good");
        await RowAsync(id, row => row.Cursor == Start + types.Length + 1);
        Assert.Equal(types, (await RefusedAsync()).Select(row => row.Type));

        return id;
    }

    /// <summary>Lets the wait after each try in vain pass.</summary>
    private async Task TryAgainAsync(Guid id, int times)
    {
        var tries = (await RowAsync(id, row => row.NextTryAt > Now)).FailedTries;

        for (var last = tries + times; tries < last; tries++)
        {
            var row = await RowAsync(id, row => row.FailedTries == tries && row.NextTryAt > Now);
            await PassAsync(TimeSpan.FromMilliseconds(row.NextTryAt!.Value - Now));
        }
    }

    private async Task<List<string>> TypesAsync(int count)
    {
        var types = new List<string>();

        while (types.Count < count)
        {
            types.Add((await Receiver.NextAsync()).Type);
        }

        return types;
    }

    private async Task<List<string>> TypesUntilAsync(string type)
    {
        var types = await TypesAsync(1);

        while (types[^1] != type)
        {
            types.AddRange(await TypesAsync(1));
        }

        return types;
    }
}
