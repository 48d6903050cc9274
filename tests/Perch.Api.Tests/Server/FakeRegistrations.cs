using System.Collections.Concurrent;
using Perch.Directory;

namespace Perch.Api.Tests;

/// <summary>Devices are registered where a test says so.</summary>
public sealed class FakeRegistrations : IDeviceRegistrations
{
    private readonly ConcurrentDictionary<DeviceId, IReadOnlyList<RegisteredContact>> _contacts = [];

    public IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device) => _contacts.GetValueOrDefault(device, []);

    public void Register(DeviceId device, RegisteredContact contact) => _contacts[device] = [contact];
}
