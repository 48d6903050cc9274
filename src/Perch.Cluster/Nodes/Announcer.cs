using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Perch.Directory;

namespace Perch.Cluster;

/// <summary>
/// Tells the partitions, in the background and many at once, which devices came to this node or left it. What cannot be
/// told is told again.
/// </summary>
internal sealed partial class Announcer : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<DeviceId> _changed = Channel.CreateUnbounded<DeviceId>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly IGrainFactory _grains;
    private readonly SiloAddress _here;
    private readonly INodeContents _contents;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _running;
    private long _asked;
    private long _told;

    public Announcer(IGrainFactory grains, SiloAddress here, INodeContents contents, TimeProvider time, ILogger logger)
    {
        (_grains, _here, _contents, _time, _logger) = (grains, here, contents, time, logger);
        _running = RunAsync(_stop.Token);
    }

    /// <summary>Whether the partitions know all that has happened here.</summary>
    public bool IsSettled => Interlocked.Read(ref _told) == Interlocked.Read(ref _asked);

    public void Say(DeviceId device)
    {
        Interlocked.Increment(ref _asked);
        _changed.Writer.TryWrite(device);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (await _changed.Reader.WaitToReadAsync(stop))
        {
            var devices = new List<DeviceId>();

            while (_changed.Reader.TryRead(out var device))
            {
                devices.Add(device);
            }

            foreach (var partition in devices.GroupBy(Partition.Of))
            {
                await TellAsync(partition.Key, [.. partition], stop);
            }
        }
    }

    private async Task TellAsync(int partition, DeviceId[] devices, CancellationToken stop)
    {
        try
        {
            // As it is now: of two changes of one device the first need not be told.
            var registered = devices.Distinct().ToLookup(_contents.IsRegistered, device => device.Value);
            await _grains.GetGrain<IPartitionGrain>(partition)
                .AnnounceAsync(_here, [.. registered[true]], [.. registered[false]])
                .WaitAsync(stop);
            Interlocked.Add(ref _told, devices.Length);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogAgain(failure, partition);
            await Task.Delay(RetryAfter, _time, stop);

            foreach (var device in devices)
            {
                _changed.Writer.TryWrite(device);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Partition {Partition} could not be told which phones are here; it is told again")]
    private partial void LogAgain(Exception failure, int partition);
}
