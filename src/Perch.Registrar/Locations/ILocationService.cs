using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Where phones can be reached now. Thread-safe; only <see cref="FindAsync"/> waits.</summary>
public interface ILocationService
{
    /// <summary>
    /// The bindings a request can be sent to, newest first; empty when the device is not registered, cannot be
    /// reached, or was disabled or deleted.
    /// </summary>
    IReadOnlyList<DeviceBinding> BindingsOf(DeviceId device);

    /// <summary>As <see cref="BindingsOf"/>, and what other nodes have; it waits for them a second at most.</summary>
    ValueTask<IReadOnlyList<DeviceBinding>> FindAsync(DeviceId device);

    /// <summary>Whether <see cref="BindingsOf"/> would find any.</summary>
    bool IsReachable(DeviceId device);
}
