using Microsoft.Extensions.Logging.Abstractions;
using Perch.TestKit.Time;

namespace Perch.Directory.Tests;

/// <summary>What is older than it is kept goes by itself, module by module, beside everything else.</summary>
public sealed class ForgettingOnceADay : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly OldThings _sessions = new();
    private readonly OldThings _records = new();
    private readonly DailyForgetting _daily;

    public ForgettingOnceADay() =>
        _daily = new([_sessions, _records], _clock, NullLogger<DailyForgetting>.Instance);

    [Fact]
    public async Task It_begins_a_minute_after_the_start_and_goes_on_daily()
    {
        await _daily.StartAsync(Cancel);
        Assert.Equal((0, 0), (_sessions.Runs, _records.Runs));

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(TimeSpan.FromDays(1));
        await WaitsForAsync(TimeSpan.FromDays(1));

        Assert.Equal((2, 2), (_sessions.Runs, _records.Runs));
    }

    [Fact]
    public async Task While_the_database_is_away_it_tries_again_every_hour()
    {
        _sessions.IsDatabaseAway = true;
        await _daily.StartAsync(Cancel);

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(TimeSpan.FromHours(1));
        _sessions.IsDatabaseAway = false;
        await PassAsync(TimeSpan.FromHours(1));
        await WaitsForAsync(TimeSpan.FromDays(1));

        Assert.Equal(3, _sessions.Runs);
    }

    [Fact]
    public async Task What_one_module_cannot_do_holds_up_no_other()
    {
        _sessions.IsDatabaseAway = true;
        await _daily.StartAsync(Cancel);

        await PassAsync(TimeSpan.FromMinutes(1));
        await WaitsForAsync(TimeSpan.FromHours(1));

        Assert.Equal(1, _records.Runs);
    }

    public async ValueTask DisposeAsync()
    {
        await _daily.StopAsync(Cancel);
        _daily.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Lets so much time pass, once somebody waits for its end.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await WaitsForAsync(time);
        _clock.Advance(time);
    }

    private async Task WaitsForAsync(TimeSpan time)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);

        while (!_clock.IsAwaited(_clock.GetUtcNow() + time))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private sealed class OldThings : IForgetting
    {
        public string What => "old things";

        public int Runs { get; private set; }

        public bool IsDatabaseAway { get; set; }

        public Task<int> RunAsync(CancellationToken cancellation)
        {
            Runs++;
            return IsDatabaseAway
                ? Task.FromException<int>(new StoreUnavailableException("It is locked.", new IOException("It is locked.")))
                : Task.FromResult(1);
        }
    }
}
