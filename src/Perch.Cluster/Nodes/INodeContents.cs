using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Registrar;

namespace Perch.Cluster;

/// <summary>What this node holds, as the others may ask for it. Thread-safe.</summary>
internal interface INodeContents
{
    IEnumerable<DeviceId> Registered { get; }

    bool IsRegistered(DeviceId device);

    byte[] BindingsOf(DeviceId device);

    bool IsBusy(DeviceId phone);

    Task RereadAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks);
}

/// <summary>Asks the modules of this node.</summary>
internal sealed class NodeContents(RegistrarModule registrar, ISeatMemory seats, IEnumerable<IPhoneActivity> phones)
    : INodeContents
{
    public IEnumerable<DeviceId> Registered => registrar.Registered;

    public bool IsRegistered(DeviceId device) => registrar.IsRegistered(device);

    public byte[] BindingsOf(DeviceId device) => registrar.Pack(device);

    public bool IsBusy(DeviceId phone) => phones.Any(activity => activity.IsBusy(phone));

    public Task RereadAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks) =>
        seats.RereadAsync(users, desks, CancellationToken.None);
}
