using Orleans.Services;

namespace Perch.Cluster;

/// <summary>What one node asks of another; every silo has one. Ids are those of devices and users.</summary>
[Alias("perch.node")]
internal interface INodeService : IGrainService
{
    /// <summary>The devices of a <see cref="Partition"/> that are registered here.</summary>
    [Alias("devices-in")]
    Task<Guid[]> DevicesInAsync(int partition);

    /// <summary>The bindings of a device here, packed as the registrar packs them.</summary>
    [Alias("bindings-of")]
    Task<byte[]> BindingsOfAsync(Guid device);

    /// <summary>Returns when nothing is remembered here of these people and desks but what the database says.</summary>
    [Alias("reread")]
    Task RereadAsync(Guid[] users, Guid[] desks);

    /// <summary>Whether a call that this node took has the phone in use.</summary>
    [Alias("is-busy")]
    Task<bool> IsBusyAsync(Guid device);
}
