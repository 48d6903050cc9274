using Perch.Calls;
using Perch.Directory;
using Perch.TestKit.Directory;

namespace Perch.Records.Tests;

/// <summary>A record of a call names people and numbers; it goes when its account has no more use for it.</summary>
public sealed class ForgettingCallsAndActs : IAsyncLifetime
{
    private Archive _archive = null!;

    public async ValueTask InitializeAsync() => _archive = await Archive.OpenAsync();

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    [Fact]
    public async Task After_a_year_a_record_goes_and_a_younger_one_stays()
    {
        await _archive.KeepAsync(_archive.Call("201"));
        _archive.Clock.Advance(TimeSpan.FromDays(2));
        await _archive.KeepAsync(_archive.Call("202"));

        _archive.Clock.Advance(TimeSpan.FromDays(364));

        Assert.Equal(1, await _archive.ForgetAsync());
        Assert.Equal(["202"], await _archive.DialledAsync());
    }

    [Fact]
    public async Task A_day_earlier_every_record_is_there()
    {
        await _archive.KeepAsync(_archive.Call("201"));

        _archive.Clock.Advance(TimeSpan.FromDays(364));

        Assert.Equal(0, await _archive.ForgetAsync());
        Assert.Equal(["201"], await _archive.DialledAsync());
    }

    [Fact]
    public async Task The_time_of_one_account_is_not_that_of_another()
    {
        var thorough = _archive.Directory.AddAccount("thorough", "thorough.test");
        _archive.Directory.Put(thorough with { CallRecordDays = 3650 });
        _archive.Directory.Put(_archive.Directory.DefaultAccount with { CallRecordDays = 30 });
        await _archive.KeepAsync(_archive.Call("201"), _archive.Call("4711", account: thorough));

        _archive.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(1, await _archive.ForgetAsync());
        Assert.Equal(["4711"], await _archive.DialledAsync());
    }

    [Fact]
    public async Task A_call_is_as_old_as_its_end()
    {
        _archive.Directory.Put(_archive.Directory.DefaultAccount with { CallRecordDays = 1 });
        await _archive.KeepAsync(_archive.Call("201", taking: TimeSpan.FromDays(2)));

        Assert.Equal(0, await _archive.ForgetAsync());

        _archive.Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal(1, await _archive.ForgetAsync());
    }

    [Fact]
    public async Task A_call_that_ends_only_now_is_recorded_however_long_ago_it_began()
    {
        var call = _archive.Call("201", taking: TimeSpan.FromDays(400));

        Assert.Equal(0, await _archive.ForgetAsync());
        await WriteAsync(call);

        Assert.Equal(0, await _archive.ForgetAsync());
        Assert.Equal(["201"], await _archive.DialledAsync());
    }

    [Fact]
    public async Task More_than_one_transaction_takes_all_go()
    {
        await _archive.KeepAsync(Enumerable.Range(0, (2 * ManyTransactions.RowsAtOnce) + 1).Select(_ => _archive.Call("201")));
        var writes = 0;
        _archive.Store.BeforeWrite = () => writes++;

        _archive.Clock.Advance(TimeSpan.FromDays(500));

        Assert.Equal((2 * ManyTransactions.RowsAtOnce) + 1, await _archive.ForgetAsync());
        Assert.Equal(3 + 1, writes); // The last looks for old notes.
        Assert.Empty(await _archive.DialledAsync());
    }

    [Fact]
    public async Task The_note_of_who_changed_what_stays_three_years()
    {
        await _archive.NoteAsync("window desk");
        _archive.Clock.Advance(TimeSpan.FromDays(2));
        await _archive.NoteAsync("corridor desk");

        _archive.Clock.Advance(TimeSpan.FromDays((3 * 365) - 1));

        Assert.Equal(1, await _archive.ForgetAsync());
        Assert.Equal(["corridor desk"], await _archive.NotedAsync());
    }

    [Fact]
    public async Task An_account_may_keep_its_notes_for_a_shorter_time_than_its_calls()
    {
        _archive.Directory.Put(_archive.Directory.DefaultAccount with { CallRecordDays = 3650, AuditDays = 365 });
        await _archive.NoteAsync("window desk");
        await _archive.KeepAsync(_archive.Call("201"));

        _archive.Clock.Advance(TimeSpan.FromDays(366));
        await _archive.ForgetAsync();

        Assert.Empty(await _archive.NotedAsync());
        Assert.Equal(["201"], await _archive.DialledAsync());
    }

    [Fact]
    public async Task While_the_database_is_away_nothing_goes_and_whoever_asked_hears_of_it()
    {
        await _archive.KeepAsync(_archive.Call("201"));
        _archive.Clock.Advance(TimeSpan.FromDays(366));
        _archive.Store.IsBroken = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(_archive.ForgetAsync);

        _archive.Store.IsBroken = false;
        Assert.Equal(["201"], await _archive.DialledAsync());
        Assert.Equal(1, await _archive.ForgetAsync());
    }

    [Fact]
    public async Task No_record_is_written_for_an_account_that_is_gone()
    {
        var gone = new Account { Id = new(Guid.CreateVersion7()), Name = "gone", Realm = "gone.test" };

        await WriteAsync(_archive.Call("4711", account: gone), _archive.Call("201"));

        Assert.Equal(["201"], await _archive.DialledAsync());
    }

    [Theory]
    [InlineData("call_records", "account_id=? AND started_at<?")]
    [InlineData("audit", "account_id=? AND at<?")]
    public async Task What_is_old_is_found_without_a_walk_through_the_rest(string table, string by)
    {
        using var watch = new SqlWatch();
        await _archive.ForgetAsync();
        var delete = Assert.Single(watch.Commands, command =>
            command.Text.StartsWith($"DELETE FROM \"{table}\"", StringComparison.Ordinal)
            && command.Names(_archive.Directory.DefaultAccount.Id.Value));

        var plan = await delete.ExplainAsync(_archive.Store);

        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains(by, StringComparison.Ordinal));
    }

    private async Task WriteAsync(params RecordedCall[] calls)
    {
        await _archive.Writer.StartAsync(Archive.Cancel);
        Array.ForEach(calls, _archive.Writer.Record);
        await _archive.Writer.StopAsync(Archive.Cancel);
    }
}
