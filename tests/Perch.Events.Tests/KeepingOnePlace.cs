using System.Text;
using Perch.Directory;
using Perch.TestKit.Time;

namespace Perch.Events.Tests;

/// <summary>One listener, without a socket: slow ones, quiet ones, and those whose token ends.</summary>
public sealed class KeepingOnePlace : IAsyncLifetime
{
    private Newsroom _newsroom = null!;

    public async ValueTask InitializeAsync() => _newsroom = await Newsroom.OpenAsync();

    public ValueTask DisposeAsync() => _newsroom.DisposeAsync();

    [Fact]
    public async Task One_that_reads_nothing_keeps_nobody_waiting_and_is_closed()
    {
        using var stuck = new ListenersSocket { IsStuck = true };
        using var quick = new ListenersSocket();
        var closed = ListenAsync(stuck);
        _ = ListenAsync(quick);

        await quick.ContainsAsync(": still here");
        await SayTogetherAsync(3000);
        await quick.ContainsAsync("desk.number_3000");
        _newsroom.Clock.Advance(EventStream.MostPatience);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => closed.WaitAsync(TimeSpan.FromSeconds(20), Newsroom.Cancel));
    }

    [Fact]
    public async Task One_that_is_further_behind_than_memory_goes_on_from_the_database_without_a_gap()
    {
        var many = RecentEvents.MostKept + EventPages.PageSize + 7;
        await SayTogetherAsync(many);
        await _newsroom.ToldAsync(1, many - 1);
        using var socket = new ListenersSocket();

        _ = ListenAsync(socket, after: 0);
        await _newsroom.SayAsync(_newsroom.Event("desk.last"));
        await socket.ContainsAsync("desk.last");

        Assert.Equal(
            Enumerable.Range(1, many + 1),
            socket.Text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split('"')[3])));
    }

    [Fact]
    public async Task A_quiet_one_hears_that_the_line_is_alive_and_moves_on_with_the_others()
    {
        using var socket = new ListenersSocket();
        _ = ListenAsync(socket, types: "call.*");
        await _newsroom.SayAsync(_newsroom.Event("desk.logged_in"), _newsroom.Event("desk.logged_out"));

        await PassUntilAsync(socket, "id: 2\n\n");

        Assert.DoesNotContain("event:", socket.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_token_has_ended_is_closed_at_the_next_heartbeat()
    {
        using var socket = new ListenersSocket();
        var may = true;
        var listening = ListenAsync(socket, mayGoOn: () => may);
        await PassUntilAsync(socket, ": still here");
        may = false;

        for (var beat = 0; beat < 10_000 && !listening.IsCompleted; beat++)
        {
            _newsroom.Clock.Advance(EventStream.HeartbeatEvery);
            await Task.Yield();
        }

        await listening.WaitAsync(TimeSpan.FromSeconds(20), Newsroom.Cancel);
    }

    [Fact]
    public async Task Nothing_of_another_account_is_sent()
    {
        using var socket = new ListenersSocket();
        _ = ListenAsync(socket);
        await socket.ContainsAsync("retry");

        await _newsroom.SayAsync(_newsroom.Event("desk.theirs", Newsroom.OtherAccount), _newsroom.Event("desk.ours"));
        await socket.ContainsAsync("desk.ours");

        Assert.DoesNotContain("desk.theirs", socket.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_listeners_are_sent_the_same_bytes()
    {
        var sockets = Enumerable.Range(0, 20).Select(_ => new ListenersSocket()).ToList();
        sockets.ForEach(socket => _ = ListenAsync(socket));

        await _newsroom.SayAsync(_newsroom.Event("desk.logged_in"));
        await Task.WhenAll(sockets.Select(socket => socket.ContainsAsync("desk.logged_in")));

        Assert.Single(sockets.Select(socket => socket.LastArray).Distinct());
        sockets.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData("", "desk.logged_in", true)]
    [InlineData("desk.*", "desk.logged_in", true)]
    [InlineData("desk.*", "desktop.moved", false)]
    [InlineData("call.ended,desk.locked", "desk.locked", true)]
    [InlineData("call.ended", "call.ended_twice", false)]
    public void A_filter_knows_names_and_kinds(string types, string type, bool wanted) => Assert.Equal(
        wanted, EventFilter.Parse(types.Split(',', StringSplitOptions.RemoveEmptyEntries))!.Wants(type));

    private Task SayTogetherAsync(int count) => _newsroom.Store.WriteAsync(
        (database, _) =>
        {
            for (var number = 1; number <= count; number++)
            {
                _newsroom.Outbox.Add(database, _newsroom.Event($"desk.number_{number}"));
            }

            return Task.FromResult(true);
        },
        committed: null,
        Newsroom.Cancel);

    private async Task ListenAsync(
        ListenersSocket socket, long? after = null, string? types = null, Func<bool>? mayGoOn = null)
    {
        var filter = types is null ? EventFilter.Everything : EventFilter.Parse([types])!;
        var listening = new Listening(Newsroom.Account, filter, after, mayGoOn ?? (() => true)) { Time = _newsroom.Clock };

        await new EventStream(_newsroom.Get<EventPages>(), _newsroom.Clock, listening, socket).RunAsync(socket.Closed);
    }

    private async Task PassUntilAsync(ListenersSocket socket, string text)
    {
        while (!socket.Text.Contains(text, StringComparison.Ordinal))
        {
            _newsroom.Clock.Advance(EventStream.HeartbeatEvery);
            await Task.Yield();
            Newsroom.Cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What a listener has been sent; or one who takes nothing.</summary>
    private sealed class ListenersSocket : MemoryStream
    {
        private readonly CancellationTokenSource _closed = new();
        private readonly StringBuilder _text = new();
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsStuck { get; init; }

        public CancellationToken Closed => _closed.Token;

        public byte[]? LastArray { get; private set; }

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsStuck)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            lock (_text)
            {
                if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer, out var array))
                {
                    LastArray = array.Array;
                }

                _text.Append(Encoding.UTF8.GetString(buffer.Span));
                _more.TrySetResult();
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public async Task ContainsAsync(string text)
        {
            while (true)
            {
                Task more;

                lock (_text)
                {
                    more = _more.Task;
                }

                if (Text.Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                await more.WaitAsync(TimeSpan.FromSeconds(20));
            }
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Cancel();
            base.Dispose(disposing);
        }
    }
}
