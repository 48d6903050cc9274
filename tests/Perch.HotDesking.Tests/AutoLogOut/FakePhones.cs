using System.Collections.Concurrent;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking.Tests.AutoLogOut;

/// <summary>Phones that are busy and registered as a test says.</summary>
internal sealed class FakePhones : IPhoneActivity, IDeviceRegistrations
{
    private static readonly RegisteredContact Here = new("sip:here", "192.0.2.1:5060", "udp", null, DateTimeOffset.MaxValue);

    private readonly ConcurrentDictionary<DeviceId, bool> _busy = new();
    private readonly ConcurrentDictionary<DeviceId, bool> _registered = new();

    public bool IsBusy(DeviceId phone) => _busy.ContainsKey(phone);

    public bool IsRinging(DeviceId phone) => false;

    public IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device) =>
        _registered.ContainsKey(device) ? [Here] : [];

    public void PickUp(Device phone) => _busy[phone.Id] = true;

    public void PutDown(Device phone) => _busy.TryRemove(phone.Id, out _);

    public void PlugIn(Device phone) => _registered[phone.Id] = true;

    public void PullOut(Device phone) => _registered.TryRemove(phone.Id, out _);
}
