using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Perch.Media;

/// <summary>Opens ports, and owns the threads that receive and pace for all of them. One for each server.</summary>
public sealed class MediaEngine : IDisposable
{
    /// <summary>Pairs to try when other programs hold ports of our range.</summary>
    private const int Attempts = 10;

    private readonly IMediaNetwork _network;
    private readonly PortPool _pool;
    private readonly ConcurrentDictionary<MediaPort, byte> _open = new();
    private readonly ITimer _reports;
    private readonly PaceMetrics _metrics;

    public MediaEngine(MediaOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Time = time;
        Logger = loggers.CreateLogger<MediaEngine>();
        _metrics = new PaceMetrics(() => OpenPorts);
        Pacer = new Pacer(Logger, _metrics);
        _pool = new PortPool(options, time);
        _network = OperatingSystem.IsLinux() ? new LinuxNetwork(Logger) : new PortableNetwork(Logger);
        _reports = time.CreateTimer(_ => SendReports(), null, options.ReportInterval, options.ReportInterval);
    }

    /// <summary>Ports open now.</summary>
    public int OpenPorts => _open.Count;

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    internal Pacer Pacer { get; }

    /// <summary>Held while ports are joined and parted, so that both ends of a pair agree.</summary>
    internal Lock Joining { get; } = new();

    /// <summary>
    /// Binds a random pair of ports on <paramref name="localAddress"/>; null when none is left. Only with
    /// <paramref name="emergency"/> the reserve is used.
    /// </summary>
    public MediaPort? TryOpen(IPAddress localAddress, bool emergency = false)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (_pool.Take(emergency) is not { } rtpPort)
            {
                MediaLog.NoPortLeft(Logger);

                return null;
            }

            var port = new MediaPort(this, localAddress, rtpPort);

            if (port.TryBind(_network))
            {
                _open.TryAdd(port, 0);

                return port;
            }

            // Someone else has it: it rests, and another is tried.
            MediaLog.PortTaken(Logger, rtpPort, localAddress);
            _pool.Release(rtpPort);
        }

        return null;
    }

    public void Dispose()
    {
        _reports.Dispose();

        foreach (var port in _open.Keys)
        {
            port.Dispose();
        }

        Pacer.Dispose();
        _metrics.Dispose();
        _network.Dispose();
    }

    internal void Release(MediaPort port)
    {
        _open.TryRemove(port, out _);
        _pool.Release(port.RtpPort);
    }

    private void SendReports()
    {
        foreach (var port in _open)
        {
            port.Key.SendReport();
        }
    }
}
