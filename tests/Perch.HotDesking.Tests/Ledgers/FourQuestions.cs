using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Ledgers;

/// <summary>
/// hotdesk.md §5: each question is one query, and none of them walks through the ledger, so that a million rows make no
/// difference.
/// </summary>
public sealed class FourQuestions : IAsyncLifetime
{
    private readonly Guid _somebody = Guid.CreateVersion7();
    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Who_sits_where_now() => await ShouldSearchAsync("?open=true", "account_id=? AND ended_at=?");

    [Fact]
    public async Task Who_sat_at_the_desk_then() =>
        await ShouldSearchAsync($"?device={_somebody}&at=2026-03-02T09:00:00Z", "device_id=? AND started_at<?");

    [Fact]
    public async Task Where_was_the_user_between_then_and_then() => await ShouldSearchAsync(
        $"?user={_somebody}&from=2026-03-02T09:00:00Z&to=2026-03-03T09:00:00Z", "user_id=? AND started_at<?");

    [Fact]
    public async Task How_many_hours_was_each_desk_used()
    {
        var period = new Span(_office.Clock.GetUtcNow() - TimeSpan.FromDays(28), _office.Clock.GetUtcNow());

        await ShouldSearchAsync(
            database => database.SpansAsync(Account, period, CancellationToken.None),
            "account_id=? AND ended_at=?",
            "account_id=? AND ended_at>?");
    }

    [Fact]
    public async Task What_is_old_enough_to_forget() => await ShouldSearchAsync(
        database => database.Set<HotDeskSessionRow>()
            .Where(row => row.PseudonymisedAt == null && row.EndedAt < 1 && row.AccountId == Account.Value)
            .OrderBy(row => row.EndedAt).Take(10).ToListAsync(),
        "ended_at<?");

    private AccountId Account => _office.Directory.DefaultAccount.Id;

    private async Task ShouldSearchAsync(string query, params string[] by)
    {
        var http = new DefaultHttpContext { Request = { QueryString = new(query) } };
        Assert.True(SessionLists.Sessions.TryRead(await ListQuery.BindAsync(http), out var plan, out _));

        await ShouldSearchAsync(
            database => plan.TakeAsync(
                database.Set<HotDeskSessionRow>().Where(row => row.AccountId == Account.Value), CancellationToken.None),
            by);
    }

    private async Task ShouldSearchAsync<T>(Func<DbContext, Task<T>> ask, params string[] by)
    {
        using var watch = new SqlWatch();
        await _office.Store.ReadAsync((database, _) => ask(database), CancellationToken.None);
        var query = Assert.Single(watch.Commands, IsOurs);

        var plan = await query.ExplainAsync(_office.Store);

        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN h", StringComparison.Ordinal));
        Assert.All(by, condition => Assert.Contains(plan, step => step.Contains(condition, StringComparison.Ordinal)));
    }

    // Other tests ask other databases at the same time; the account is this office's alone.
    private bool IsOurs(SqlCommand command) =>
        command.Text.Contains("FROM \"hot_desk_sessions\"", StringComparison.Ordinal)
        && command.Names(Account.Value);
}
