using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Told of bindings that come and go, not of refreshes; on the thread where it happened, so it must not wait.</summary>
public interface IBindingListener
{
    void OnAdded(BindingAdded added);

    void OnRemoved(BindingRemoved removed);
}

/// <summary>A phone can be reached at a new contact.</summary>
/// <param name="At">When.</param>
/// <param name="Binding">The contact and the way to it.</param>
public sealed record BindingAdded(DateTimeOffset At, DeviceBinding Binding);

/// <summary>A phone can no longer be reached at a contact.</summary>
/// <param name="At">When it was noticed.</param>
/// <param name="Binding">The contact it was.</param>
/// <param name="Why">What ended it.</param>
/// <param name="IsLast">The device has no binding left.</param>
public sealed record BindingRemoved(DateTimeOffset At, DeviceBinding Binding, BindingEnd Why, bool IsLast);

/// <summary>What ended a binding.</summary>
public enum BindingEnd
{
    /// <summary>The phone said so.</summary>
    Unregistered,

    Expired,

    /// <summary>A newer one took its place.</summary>
    Replaced,

    /// <summary>Its connection closed.</summary>
    ConnectionClosed,

    /// <summary>The device or its account was disabled or deleted, or its credentials changed.</summary>
    DeviceGone,
}
