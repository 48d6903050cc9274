using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Where phones are that registered at other nodes of a cluster. Thread-safe.</summary>
public interface IFarBindings
{
    /// <summary>There is no other node, so nothing need be asked.</summary>
    bool IsAlone { get; }

    /// <summary>What the other nodes have of the device; nothing from those that do not answer within a second.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="unpack">Reads what <see cref="RegistrarModule.Pack"/> wrote there.</param>
    ValueTask<IReadOnlyList<DeviceBinding>> BindingsOfAsync(
        DeviceId device, Func<byte[], IReadOnlyList<DeviceBinding>> unpack);
}

/// <summary>The only node there is.</summary>
internal sealed class NoFarBindings : IFarBindings
{
    public bool IsAlone => true;

    public ValueTask<IReadOnlyList<DeviceBinding>> BindingsOfAsync(
        DeviceId device, Func<byte[], IReadOnlyList<DeviceBinding>> unpack) => new([]);
}
