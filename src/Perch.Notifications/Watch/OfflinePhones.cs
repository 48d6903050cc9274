using System.Collections.Concurrent;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>Since when phones are gone that were there before; since the start of the server.</summary>
internal sealed class OfflinePhones : IRegistrationListener
{
    private readonly ConcurrentDictionary<DeviceId, DateTimeOffset> _since = new();

    public IEnumerable<KeyValuePair<DeviceId, DateTimeOffset>> Since => _since;

    public void Hear(DeviceRegistered news) => _since.TryRemove(news.Device, out _);

    public void Hear(DeviceUnregistered news) => _since[news.Device] = news.At;

    public void Forget(DeviceId device) => _since.TryRemove(device, out _);
}
