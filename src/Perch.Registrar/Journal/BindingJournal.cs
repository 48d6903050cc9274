using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Perch.Directory;

namespace Perch.Registrar;

/// <summary>
/// What phones were told about their registrations, written down before they are told it, so that the death of the
/// process loses none. A change is written at once; refreshes of one batch of datagrams are written together, before
/// their answers leave. Nothing waits for the disk: it is the process that may die, not the machine. Thread-safe.
/// </summary>
internal sealed partial class BindingJournal(ILogger<BindingJournal> log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _pending = new(1 << 14);
    private SafeFileHandle? _file;
    private long _end;
    private volatile bool _hasPending;
    private volatile bool _hasFailed;

    /// <summary>False while a change could not be written, and so must not be made.</summary>
    public bool CanTake => !_hasFailed;

    /// <summary>False before there is a log; what happens until then is not written.</summary>
    public bool IsOpen => _file is not null;

    /// <summary>Bytes in the present log.</summary>
    public long Length => Volatile.Read(ref _end);

    /// <summary>Writes the change down; false where that is impossible, and then it must not be made.</summary>
    public bool TryWrite(DeviceId device, ReadOnlySpan<DeviceBinding> before, ReadOnlySpan<DeviceBinding> after)
    {
        if (!(IsAnyKept(before) || IsAnyKept(after)))
        {
            return true;
        }

        lock (_gate)
        {
            if (_file is null || _hasFailed)
            {
                return !_hasFailed;
            }

            JournalFormat.WriteDevice(_pending, device, after);

            return TryWritePending();
        }
    }

    /// <summary>Notes the refresh, for <see cref="Flush"/>.</summary>
    public void Refreshed(DeviceBinding binding)
    {
        if (_file is null || _hasFailed || !JournalFormat.IsKept(binding))
        {
            return;
        }

        lock (_gate)
        {
            JournalFormat.WriteRefresh(_pending, binding);
            _hasPending = true;
        }
    }

    /// <summary>
    /// Writes what refreshes have left. Where that fails phones still get their 200: the binding itself stands, only
    /// a restart would believe it to end sooner.
    /// </summary>
    public void Flush()
    {
        if (!_hasPending)
        {
            return;
        }

        lock (_gate)
        {
            TryWritePending();
        }
    }

    /// <summary>Goes on in another log.</summary>
    public void GoOnIn(SafeFileHandle log)
    {
        lock (_gate)
        {
            if (_file is not null && !_hasFailed)
            {
                TryWritePending();
            }

            _file?.Dispose();
            _file = log;
            Volatile.Write(ref _end, 0);
            _hasFailed = false;
        }
    }

    /// <summary>Whether it can be written to again; where it had failed, what came since is only in memory.</summary>
    public bool TryRecover()
    {
        lock (_gate)
        {
            _pending.ResetWrittenCount();
            JournalFormat.WriteEmpty(_pending);
            _hasFailed = !TryWritePending();

            return !_hasFailed;
        }
    }

    /// <summary>It cannot be written, whatever the reason: nothing new is taken until <see cref="TryRecover"/>.</summary>
    public void Fail(Exception why)
    {
        if (!_hasFailed)
        {
            Failed(why);
        }

        _hasFailed = true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private bool TryWritePending()
    {
        try
        {
            // At a place of our choosing: what a failed attempt left behind is written over by the next.
            RandomAccess.Write(_file!, _pending.WrittenSpan, _end);
            Volatile.Write(ref _end, _end + _pending.WrittenCount);

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);

            return false;
        }
        finally
        {
            _pending.ResetWrittenCount();
            _hasPending = false;
        }
    }

    private static bool IsAnyKept(ReadOnlySpan<DeviceBinding> bindings)
    {
        foreach (var binding in bindings)
        {
            if (JournalFormat.IsKept(binding))
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The journal of registrations cannot be written: phones keep the registrations they have, new ones are "
            + "refused with 503 until it can. Is the disk full?")]
    private partial void Failed(Exception why);
}
