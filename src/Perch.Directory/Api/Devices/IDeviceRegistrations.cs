namespace Perch.Directory;

/// <summary>Where devices can be reached now; the registrar answers, the device's REST shows it.</summary>
public interface IDeviceRegistrations
{
    /// <summary>Empty while the device is not registered. From memory; called once for each device of a page.</summary>
    IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device);
}

/// <summary>Told where it happens when a device can be reached again, or no longer; must not wait.</summary>
public interface IRegistrationListener
{
    void Hear(DeviceRegistered news);

    void Hear(DeviceUnregistered news);
}

/// <summary>A device has registered that had no binding, or one more.</summary>
public sealed record DeviceRegistered(DeviceId Device);

/// <summary>A device has no binding left.</summary>
public sealed record DeviceUnregistered(DeviceId Device, DateTimeOffset At);

/// <summary>One address under which a device has registered.</summary>
/// <param name="Contact">The URI that it gave, without any password in it.</param>
/// <param name="Source">Address and port that the REGISTER came from.</param>
/// <param name="Transport">In small letters: <c>udp</c>, <c>tcp</c> …</param>
public sealed record RegisteredContact(
    string Contact, string Source, string Transport, string? UserAgent, DateTimeOffset ExpiresAt);

/// <summary>For compositions without a registrar.</summary>
internal sealed class NoRegistrations : IDeviceRegistrations
{
    public IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device) => [];
}
