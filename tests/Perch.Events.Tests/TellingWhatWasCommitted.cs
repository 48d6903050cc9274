using System.Text;
using System.Text.Json;
using Perch.Directory;

namespace Perch.Events.Tests;

public sealed class TellingWhatWasCommitted
{
    [Fact]
    public async Task An_event_is_told_after_its_transaction_in_the_form_of_the_API()
    {
        await using var newsroom = await Newsroom.OpenAsync();

        await newsroom.SayAsync(newsroom.Event("desk.logged_in"));
        var told = Assert.Single(await newsroom.ToldAsync(1));

        var rest = $"\"accountId\":\"{Newsroom.Account}\",\"actor\":null,\"data\":{{\"userId\":\"alice\"}}}}";
        Assert.Equal(
            $$$"""
            id: 1
            event: desk.logged_in
            data: {"id":"1","type":"desk.logged_in","at":"2026-03-02T09:00:00.000Z",{{{rest}}}


            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(told.OnTheStream.Span));
        Assert.Equal("desk.logged_in", JsonElement.Parse(told.Envelope.Span).GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_told()
    {
        await using var newsroom = await Newsroom.OpenAsync();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => newsroom.Store.WriteAsync<bool>(
            async (database, token) =>
            {
                newsroom.Outbox.Add(database, newsroom.Event("desk.logged_in"));
                await database.SaveChangesAsync(token);
                throw new InvalidTimeZoneException("Alice thought better of it.");
            },
            committed: null,
            Newsroom.Cancel));
        await newsroom.SayAsync(newsroom.Event("desk.logged_out"));

        Assert.Equal(["desk.logged_out"], (await newsroom.ToldAsync(1)).Select(frame => frame.Type));
        Assert.Equal(["desk.logged_out"], (await newsroom.RowsAsync()).Select(row => row.Type));
    }

    [Fact]
    public async Task Many_at_once_are_told_once_each_in_the_order_of_their_numbers()
    {
        await using var newsroom = await Newsroom.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(
            () => newsroom.SayAsync(Enumerable.Range(0, 50).Select(_ => newsroom.Event($"thread.{thread}"))),
            Newsroom.Cancel)));
        var told = await newsroom.ToldAsync(400);

        Assert.Equal(Enumerable.Range(1, 400).Select(id => (long)id), told.Select(frame => frame.Id));
    }

    [Fact]
    public async Task What_phones_and_calls_say_follows_in_few_writes()
    {
        await using var newsroom = await Newsroom.OpenAsync();

        for (var call = 0; call < 1000; call++)
        {
            newsroom.Outbox.AddSoon(newsroom.Event("call.started"));
        }

        Assert.Equal(1000, (await newsroom.ToldAsync(1000)).Count);
    }

    [Fact]
    public async Task What_waits_is_written_before_the_server_stops()
    {
        await using var newsroom = await Newsroom.OpenAsync();
        newsroom.Outbox.AddSoon(newsroom.Event("call.ended"));

        await newsroom.RestartAsync();

        Assert.Single(await newsroom.RowsAsync());
    }

    [Fact]
    public async Task Numbers_go_on_after_a_restart_and_after_everything_was_swept_away()
    {
        await using var newsroom = await Newsroom.OpenAsync();
        await newsroom.SayAsync(newsroom.Event("one"), newsroom.Event("two"));

        newsroom.Clock.Advance(EventLimits.KeptFor + TimeSpan.FromMinutes(1));
        await newsroom.Get<OutboxSweep>().SweepAsync();
        await newsroom.RestartAsync();
        await newsroom.SayAsync(newsroom.Event("three"));

        Assert.Equal(3, Assert.Single(await newsroom.ToldAsync(1, position: 2)).Id);
    }

    [Fact]
    public async Task An_event_is_kept_for_a_day()
    {
        await using var newsroom = await Newsroom.OpenAsync();
        await newsroom.SayAsync(newsroom.Event("yesterday"));

        newsroom.Clock.Advance(EventLimits.KeptFor - TimeSpan.FromSeconds(1));
        await newsroom.SayAsync(newsroom.Event("today"));
        Assert.Equal(0, await newsroom.Get<OutboxSweep>().SweepAsync());
        newsroom.Clock.Advance(TimeSpan.FromSeconds(2));

        await newsroom.Get<OutboxSweep>().SweepAsync();

        Assert.Equal(["today"], (await newsroom.RowsAsync()).Select(row => row.Type));
    }
}
