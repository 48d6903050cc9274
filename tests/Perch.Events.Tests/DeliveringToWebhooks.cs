using Perch.TestKit.Network;

namespace Perch.Events.Tests;

/// <summary>api.md, <c>/webhooks</c>: in order, signed, retried with growing waits for a day, over restarts.</summary>
public sealed class DeliveringToWebhooks : WebhookTest
{
    [Fact]
    public async Task An_event_comes_once_with_a_signature_over_id_time_and_body()
    {
        await AddAsync();

        await SayAsync("desk.logged_in", "desk.logged_out");
        var (first, second) = (await Receiver.NextAsync(), await Receiver.NextAsync());

        Assert.Equal(["desk.logged_in", "desk.logged_out"], [first.Type, second.Type]);
        Assert.True(first.IsSignedBy(Secret.Value));
        Assert.False((first with { Body = first.Body + " " }).IsSignedBy(Secret.Value));
        Assert.Equal((string?)first.Event["id"], first.Id);
        Assert.Equal($"{Room.Clock.GetUtcNow().ToUnixTimeSeconds()}", first.Timestamp);
        Assert.True(Receiver.IsEmpty);
    }

    [Fact]
    public async Task Only_what_is_wanted_and_only_of_the_account()
    {
        await AddAsync("call.*");

        await SayAsync("desk.logged_in");
        await Room.SayAsync(Room.Event("call.started", Newsroom.OtherAccount));
        await SayAsync("call.ended");

        Assert.Equal("call.ended", (await Receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task What_fails_is_tried_again_after_growing_waits_and_the_next_one_waits_for_it()
    {
        var id = await AddAsync();
        Receiver.Answers = 500;

        await SayAsync("one", "two");

        foreach (var wait in new[] { 5, 10, 20 })
        {
            Assert.Equal("one", (await Receiver.NextAsync()).Type);
            var row = await RowAsync(id, row => row.NextTryAt is not null && row.NextTryAt > Now);
            Assert.Equal(wait, (row.NextTryAt - Now) / 1000);
            Assert.Equal(500, row.LastStatus);
            Assert.NotNull(row.FailingSince);
            await PassAsync(TimeSpan.FromSeconds(wait));
        }

        Assert.Equal("one", (await Receiver.NextAsync()).Type);
        await RowAsync(id, row => row.NextTryAt > Now);
        Receiver.Answers = 204;
        await PassAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(["one", "two"], [(await Receiver.NextAsync()).Type, (await Receiver.NextAsync()).Type]);
        var healed = await RowAsync(id, row => row.Cursor == Start + 2);
        Assert.Null(healed.FailingSince);
        Assert.Equal(204, healed.LastStatus);
    }

    [Fact]
    public async Task One_that_hangs_is_given_up_after_a_while_and_holds_nobody_up()
    {
        var id = await AddAsync();
        await using var other = await WebhookReceiver.StartAsync();
        await AddAsync(url: other.Url);
        Receiver.Answers = WebhookReceiver.Hang;

        await SayAsync("one");
        await Receiver.NextAsync();
        Assert.Equal("one", (await other.NextAsync()).Type);
        await PassAsync(WebhookSender.Patience);

        var row = await RowAsync(id, row => row.FailedTries == 1);
        Assert.Equal("no answer within 10 s", row.LastError);
        Assert.Null(row.LastStatus);
    }

    [Fact]
    public async Task One_that_was_away_gets_everything_when_it_comes_back_even_after_a_restart_of_ours()
    {
        var port = Receiver.Port;
        var id = await AddAsync();
        await Receiver.DisposeAsync();
        await SayAsync("one", "two");
        await RowAsync(id, row => row.FailedTries == 1);

        await Room.RestartAsync();
        Receiver = await WebhookReceiver.StartAsync(port);
        await RowAsync(id, row => row.NextTryAt > Now);
        await PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(["one", "two"], [(await Receiver.NextAsync()).Type, (await Receiver.NextAsync()).Type]);
        await RowAsync(id, row => row.Cursor == Start + 2);
    }

    [Fact]
    public async Task After_a_day_an_event_is_given_up_and_the_next_one_has_its_turn()
    {
        var id = await AddAsync();
        Receiver.Answers = 500;
        await SayAsync("old");
        await Receiver.NextAsync();
        await RowAsync(id, row => row.FailedTries == 1);

        Room.Clock.Advance(EventLimits.KeptFor - TimeSpan.FromSeconds(10));
        await Receiver.NextAsync();
        await RowAsync(id, row => row.FailedTries == 2);
        await SayAsync("young");
        Receiver.Answers = 200;
        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("young", (await Receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task A_replay_delivers_once_more_from_the_event_named()
    {
        var id = await AddAsync();
        await SayAsync("one", "two");
        await Receiver.NextAsync();
        await Receiver.NextAsync();
        await RowAsync(id, row => row.Cursor == Start + 2);

        await Webhooks.ReplayAsync(new(Newsroom.Account, id, Actor: null), Start + 2, Newsroom.Cancel);

        Assert.Equal("two", (await Receiver.NextAsync()).Type);
        await RowAsync(id, row => row.Cursor == Start + 2);
        Assert.True(Receiver.IsEmpty);
    }

    [Fact]
    public async Task One_that_is_switched_off_gets_nothing_and_begins_anew_when_it_is_switched_on()
    {
        var id = await AddAsync();
        await ChangeAsync(id, draft => draft with { Enabled = false });
        await SayAsync("meanwhile");

        await ChangeAsync(id, draft => draft with { Enabled = true });
        await SayAsync("afterwards");

        Assert.Equal("afterwards", (await Receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task A_new_address_gets_what_the_old_one_did_not_take()
    {
        var id = await AddAsync();
        Receiver.Answers = 404;
        await SayAsync("one");
        await Receiver.NextAsync();
        await RowAsync(id, row => row.FailedTries == 1);
        await using var other = await WebhookReceiver.StartAsync();

        await ChangeAsync(id, draft => draft with { Url = $"{other.Url}" });

        Assert.Equal("one", (await other.NextAsync()).Type);
    }
}
