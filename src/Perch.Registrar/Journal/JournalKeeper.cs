using System.Buffers;
using Microsoft.Extensions.Logging;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>Restores the bindings at the start, keeps the journal short, and tries again where it had failed.</summary>
internal sealed partial class JournalKeeper : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    /// <summary>A log below this is not worth a snapshot.</summary>
    private const long LeastLog = 1 << 20;

    private readonly JournalFiles _files;
    private readonly BindingJournal _journal;
    private readonly BindingTable _table;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long _generation;
    private long _snapshotLength;
    private bool _isSnapshotDue;
    private DateTimeOffset _notBefore;

    public JournalKeeper(
        JournalFiles files, BindingJournal journal, BindingTable table, TimeProvider time, ILogger<JournalKeeper> log)
    {
        _files = files;
        _journal = journal;
        _table = table;
        _time = time;
        _log = log;
        _timer = time.CreateTimer(static keeper => ((JournalKeeper)keeper!).OnTick(), this, Timeout.InfiniteTimeSpan, Tick);
    }

    /// <summary>
    /// Fills the table as it was when the last answer left. To be called once, when the UDP sockets are open and
    /// nothing has been received yet.
    /// </summary>
    /// <param name="listeners">The UDP sockets.</param>
    /// <param name="userAgents">Where equal texts are one.</param>
    /// <param name="isInService">Whether a device may still be registered.</param>
    /// <param name="now">What expires by then is left out.</param>
    public void Restore(
        IReadOnlyList<SipChannel> listeners, UserAgents userAgents, Func<DeviceId, bool> isInService, DateTimeOffset now)
    {
        var replay = new JournalReplay((at, remote, local) => WayTo(listeners, at, remote, local), userAgents);
        var restored = 0;

        foreach (var file in _files.ToReplay())
        {
            replay.Read(File.ReadAllBytes(file));
        }

        foreach (var (device, bindings) in replay.Devices)
        {
            var alive = Array.FindAll(bindings, binding => binding.ExpiresAt > now);

            if (alive.Length > 0 && isInService(device))
            {
                _table.Restore(device, alive);
                restored += alive.Length;
            }
        }

        Begin();
        _timer.Change(Tick, Tick);
        Restored(restored);
    }

    public void Dispose()
    {
        _timer.Dispose();

        lock (_gate)
        {
            _journal.Dispose();
        }
    }

    /// <summary>A log of our own, before anything is to be written; the snapshot follows on the timer's thread.</summary>
    private bool Begin()
    {
        try
        {
            _generation = _files.LastGeneration() + 1;
            _journal.GoOnIn(_files.OpenLog(_generation));
            _isSnapshotDue = true;

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _journal.Fail(failure);

            return false;
        }
    }

    /// <summary>A binding is reached by the socket it came in by, or by the one at its port.</summary>
    private static SipFlow? WayTo(IReadOnlyList<SipChannel> listeners, SipAddress at, SipAddress remote, SipAddress local)
    {
        var socket = listeners.FirstOrDefault(channel => channel.Local == at)
            ?? listeners.FirstOrDefault(channel => channel.Local.Port == at.Port);

        return socket is null ? null : new SipFlow(socket, remote, local);
    }

    private void OnTick()
    {
        // A snapshot that takes longer than a tick goes on alone.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            Keep();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Keep()
    {
        if (!_journal.CanTake)
        {
            if (!(_journal.IsOpen ? _journal.TryRecover() : Begin()))
            {
                return;
            }

            Recovered();
            _isSnapshotDue = true;
        }

        var isLong = _journal.Length > Math.Max(LeastLog, 2 * _snapshotLength);

        if ((_isSnapshotDue || isLong) && _time.GetUtcNow() >= _notBefore)
        {
            Compact(isLong);
        }
    }

    private void Compact(bool inNextLog)
    {
        try
        {
            if (inNextLog)
            {
                _journal.GoOnIn(_files.OpenLog(_generation + 1));
                _generation++;
            }

            // What the log says beside the snapshot is replayed after it, and saying a thing twice changes nothing.
            _files.WriteSnapshot(_generation, WriteAll);
            _files.DeleteBefore(_generation);
            _isSnapshotDue = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The logs there are still say everything; only shorter they cannot be.
            _isSnapshotDue = true;
            _notBefore = _time.GetUtcNow() + BetweenAttempts;
            NotCompacted(failure);
        }
    }

    private void WriteAll(Stream snapshot)
    {
        var record = new ArrayBufferWriter<byte>();
        using var walk = _table.Walk();
        _snapshotLength = 0;

        while (walk.MoveNext())
        {
            record.ResetWrittenCount();

            lock (_table.GateOf(walk.Current.Key))
            {
                JournalFormat.WriteDevice(record, walk.Current.Key, _table.Of(walk.Current.Key));
            }

            snapshot.Write(record.WrittenSpan);
            _snapshotLength += record.WrittenCount;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} registrations are known from before")]
    private partial void Restored(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of registrations cannot be made shorter; it will be tried again")]
    private partial void NotCompacted(Exception why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of registrations can be written again")]
    private partial void Recovered();
}
