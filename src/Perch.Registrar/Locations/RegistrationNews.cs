using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Tells other modules, which do not know of bindings, whether a device can be reached.</summary>
internal sealed class RegistrationNews(IEnumerable<IRegistrationListener> listeners) : IBindingListener
{
    private readonly IRegistrationListener[] _listeners = [.. listeners];

    public void OnAdded(BindingAdded added)
    {
        foreach (var listener in _listeners)
        {
            listener.Hear(new DeviceRegistered(added.Binding.DeviceId));
        }
    }

    public void OnRemoved(BindingRemoved removed)
    {
        if (!removed.IsLast)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            listener.Hear(new DeviceUnregistered(removed.Binding.DeviceId, removed.At));
        }
    }
}
