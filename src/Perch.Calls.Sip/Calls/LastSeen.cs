using System.Collections.Concurrent;
using Perch.Directory;
using Perch.Registrar;

namespace Perch.Calls.Sip;

/// <summary>
/// When phones that cannot be reached any more were registered last, and what ended that. Known since the server
/// started; costs nothing for phones that are registered. Thread-safe.
/// </summary>
internal sealed class LastSeen : IBindingListener
{
    private readonly ConcurrentDictionary<DeviceId, LostBinding> _lost = new();

    public LostBinding? Of(DeviceId device) => _lost.GetValueOrDefault(device);

    public void OnAdded(BindingAdded added)
    {
        if (!_lost.IsEmpty)
        {
            _lost.TryRemove(added.Binding.DeviceId, out _);
        }
    }

    public void OnRemoved(BindingRemoved removed)
    {
        if (removed.IsLast)
        {
            _lost[removed.Binding.DeviceId] = new(removed.At, removed.Why);
        }
    }
}

/// <summary>The end of a phone's last binding.</summary>
internal sealed record LostBinding(DateTimeOffset At, BindingEnd Why);
