using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.TestKit.Time;
using Xunit;

namespace Perch.Directory.Tests.Store;

/// <summary>What is written behind those who say it: in batches, in its order, and not without end.</summary>
public sealed class WritingLater : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ForEver = TimeSpan.FromHours(1);

    private readonly FakeClock _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly List<Notes> _opened = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_together_is_one_transaction_and_at_the_end_nobody_waits_for_more()
    {
        var notes = Open(new(Waiting: 10, AtOnce: 3, Gathering: ForEver));
        Add(notes, 1, 2, 3, 4);

        await notes.StartAsync(Cancel);
        await notes.StopAsync(Cancel);

        Assert.Equal(["1 2 3", "4"], notes.Kept);
    }

    [Fact]
    public async Task While_the_database_is_away_everything_waits_in_its_order()
    {
        _store.IsAway = true;
        var notes = Open(new(Waiting: 10, AtOnce: 1, Gathering: TimeSpan.Zero));
        await notes.StartAsync(Cancel);
        Add(notes, 1);
        await UntilAsync(() => _store.Refused > 0);
        Add(notes, 2);

        _store.IsAway = false;
        await UntilAsync(() => notes.Kept.Count == 2);

        Assert.Equal(["1", "2"], notes.Kept);
    }

    [Fact]
    public async Task When_too_much_waits_the_oldest_goes()
    {
        var notes = Open(new(Waiting: 3, AtOnce: 10, Gathering: TimeSpan.Zero));
        Add(notes, 1, 2, 3, 4, 5);

        await notes.StartAsync(Cancel);
        await notes.StopAsync(Cancel);

        Assert.Equal(["3 4 5"], notes.Kept);
        Assert.Equal([1, 2], notes.Gone);
    }

    [Fact]
    public async Task A_database_that_is_away_at_the_end_holds_nobody_up()
    {
        _store.IsAway = true;
        var notes = Open(new(Waiting: 10, AtOnce: 10, Gathering: TimeSpan.Zero));
        await notes.StartAsync(Cancel);
        Add(notes, 1);
        await UntilAsync(() => _store.Refused > 0);

        await notes.StopAsync(Cancel).WaitAsync(Patience, Cancel);
        Add(notes, 2);

        Assert.Empty(notes.Kept);
        Assert.Equal([2], notes.Gone);
    }

    public void Dispose() => _opened.ForEach(notes => notes.Dispose());

    private static void Add(Notes notes, params ReadOnlySpan<int> items)
    {
        foreach (var item in items)
        {
            notes.Add(item);
        }
    }

    private Notes Open(LaterLimits limits)
    {
        var notes = new Notes(_store, _clock, limits);
        _opened.Add(notes);
        return notes;
    }

    /// <summary>Time passes meanwhile.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (!condition())
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private sealed class Notes(IPerchStore store, TimeProvider time, LaterLimits limits)
        : LaterWriter<int>(store, time, limits, NullLogger.Instance)
    {
        private readonly List<string> _kept = [];
        private string _put = "";

        public List<int> Gone { get; } = [];

        public IReadOnlyList<string> Kept
        {
            get
            {
                lock (_kept)
                {
                    return [.. _kept];
                }
            }
        }

        protected override string What => "notes";

        protected override Task PutAsync(DbContext database, IReadOnlyList<int> turn, CancellationToken cancellation)
        {
            _put = string.Join(' ', turn);
            return Task.CompletedTask;
        }

        protected override void Written(IReadOnlyList<int> turn)
        {
            lock (_kept)
            {
                _kept.Add(_put);
            }
        }

        protected override void Dropped(int item) => Gone.Add(item);
    }

    private sealed class UnreliableStore : IPerchStore
    {
        private int _refused;

        public volatile bool IsAway;

        public int Refused => Volatile.Read(ref _refused);

        public Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> query, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<T> WriteAsync<T>(
            Func<DbContext, CancellationToken, Task<T>> change, Action<T>? committed, CancellationToken cancellation)
        {
            if (!IsAway)
            {
                return change(null!, cancellation);
            }

            Interlocked.Increment(ref _refused);
            throw new StoreUnavailableException("The disk is gone.", new IOException());
        }
    }
}
