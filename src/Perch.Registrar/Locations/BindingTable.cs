using System.Collections.Concurrent;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// The bindings of every device, newest first. Readers see arrays that are swapped whole; a change holds the lock of
/// its device. Every change goes through <see cref="TrySwap"/>, and so through the journal. Thread-safe.
/// </summary>
internal sealed class BindingTable
{
    private const int Stripes = 64;

    private readonly ConcurrentDictionary<DeviceId, DeviceBinding[]> _devices = new();
    private readonly PlacesInUse _places = new();
    private readonly Lock[] _gates = [.. Enumerable.Range(0, Stripes).Select(static _ => new Lock())];
    private readonly RegistrarMetrics _metrics;
    private readonly BindingJournal _journal;
    private readonly IBindingListener[] _listeners;
    private int _count;

    public BindingTable(RegistrarMetrics metrics, BindingJournal journal, IEnumerable<IBindingListener> listeners)
    {
        _metrics = metrics;
        _journal = journal;
        _listeners = [.. listeners];
        metrics.Watch(() => Volatile.Read(ref _count));
    }

    public int DeviceCount => _devices.Count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>What is to be held while the bindings of a device are decided about and changed.</summary>
    public Lock GateOf(DeviceId device) => _gates[(uint)device.GetHashCode() % Stripes];

    /// <summary>All bindings there are, also such as have expired a moment ago.</summary>
    public DeviceBinding[] Of(DeviceId device) => _devices.TryGetValue(device, out var bindings) ? bindings : [];

    /// <summary>Whether any device at all is registered from this machine, or from behind this NAT.</summary>
    public bool HasFromHost(SipAddress source) => _places.HasHost(source);

    /// <summary>Walks over all devices while others change them.</summary>
    public IEnumerator<KeyValuePair<DeviceId, DeviceBinding[]>> Walk() => _devices.GetEnumerator();

    /// <summary>Whether one of the device's bindings came this very way.</summary>
    public bool IsFrom(DeviceId device, in SipFlow flow)
    {
        foreach (var binding in Of(device))
        {
            if (binding.Received == flow.Remote && binding.Flow.Channel == flow.Channel)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the device's bindings came from this machine, or from behind this NAT.</summary>
    public bool HasFromHost(DeviceId device, SipAddress source)
    {
        foreach (var binding in Of(device))
        {
            if (binding.Received.SameHost(source))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Puts the new bindings in the place of the old ones, under <see cref="GateOf"/>. Nobody is told. False where
    /// the journal cannot take it, and then nothing has changed.
    /// </summary>
    public bool TrySwap(DeviceId device, DeviceBinding[] before, DeviceBinding[] after)
    {
        if (!_journal.TryWrite(device, before, after))
        {
            return false;
        }

        Swap(device, before, after);

        return true;
    }

    /// <summary>What the journal knew of the device, before anything is received.</summary>
    public void Restore(DeviceId device, DeviceBinding[] bindings)
    {
        lock (GateOf(device))
        {
            Swap(device, Of(device), bindings);
        }
    }

    /// <summary>Removes one binding, unless it is gone already; the listeners are told.</summary>
    public void Remove(DeviceBinding binding, BindingEnd why, DateTimeOffset now)
    {
        DeviceBinding[] left;

        lock (GateOf(binding.DeviceId))
        {
            var before = Of(binding.DeviceId);

            if (!before.Contains(binding))
            {
                return;
            }

            left = [.. before.Where(other => other != binding)];

            // Nobody waits for an answer here, and a restart finds out again what ended a binding.
            _journal.TryWrite(binding.DeviceId, before, left);
            Swap(binding.DeviceId, before, left);
        }

        Tell(new BindingRemoved(now, binding, why, IsLast: left.Length == 0));
    }

    /// <summary>Removes whatever the device has.</summary>
    public void RemoveAll(DeviceId device, BindingEnd why, DateTimeOffset now)
    {
        foreach (var binding in Of(device))
        {
            Remove(binding, why, now);
        }
    }

    public void Tell(BindingAdded added)
    {
        _metrics.Added();

        foreach (var listener in _listeners)
        {
            listener.OnAdded(added);
        }
    }

    public void Tell(BindingRemoved removed)
    {
        _metrics.Removed(removed.Why);

        foreach (var listener in _listeners)
        {
            listener.OnRemoved(removed);
        }
    }

    private void Swap(DeviceId device, DeviceBinding[] before, DeviceBinding[] after)
    {
        if (after.Length == 0)
        {
            _devices.TryRemove(device, out _);
        }
        else
        {
            _devices[device] = after;
        }

        Interlocked.Add(ref _count, after.Length - before.Length);
        _places.Swap(before, after);
    }
}
