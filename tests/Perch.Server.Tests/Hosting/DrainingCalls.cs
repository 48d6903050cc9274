using Perch.Calls;
using Perch.Server.Hosting;
using Perch.TestKit.Time;

namespace Perch.Server.Tests.Hosting;

/// <summary>A server that was told to stop.</summary>
public sealed class DrainingCalls : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();
    private readonly Switchboard _calls = new();
    private readonly CancellationTokenSource _hurry = new();

    public void Dispose() => _hurry.Dispose();

    [Fact]
    public async Task Without_calls_it_stops_at_once()
    {
        await Drain();

        Assert.True(_calls.IsClosed);
        Assert.False(_calls.WereEnded);
    }

    [Fact]
    public async Task A_live_call_goes_on_to_its_end()
    {
        _calls.LiveCalls = 1;
        var draining = Drain();

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(draining.IsCompleted);
        _calls.LiveCalls = 0;
        await Pass(draining);

        Assert.False(_calls.WereEnded);
    }

    [Fact]
    public async Task After_thirty_seconds_calls_are_ended()
    {
        _calls.LiveCalls = 1;
        var draining = Drain();

        await Pass(draining);

        Assert.True(_calls.WereEnded);
    }

    [Fact]
    public async Task A_second_signal_ends_calls_at_once()
    {
        _calls.LiveCalls = 1;
        var draining = Drain();
        var began = _clock.GetUtcNow();

        await _hurry.CancelAsync();
        await Pass(draining);

        Assert.True(_calls.WereEnded);
        Assert.True(_clock.GetUtcNow() - began < TimeSpan.FromSeconds(2));
    }

    private Task Drain() => Draining.RunAsync(_calls, Patience, _clock, _hurry.Token);

    private async Task Pass(Task draining)
    {
        while (!draining.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await draining;
    }

    private sealed class Switchboard : ICallDrain
    {
        public int LiveCalls { get; set; }

        public bool IsClosed { get; private set; }

        public bool WereEnded { get; private set; }

        public void StopTaking() => IsClosed = true;

        public void EndAll()
        {
            WereEnded = true;
            LiveCalls = 0;
        }
    }
}
