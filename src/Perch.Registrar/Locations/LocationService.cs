using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Answers from the table, leaving out what cannot be reached at this moment.</summary>
internal sealed class LocationService(
    BindingTable table, IDirectory directory, IFarBindings far, BindingParcels parcels, TimeProvider time) : ILocationService
{
    public IReadOnlyList<DeviceBinding> BindingsOf(DeviceId device)
    {
        var all = table.Of(device);

        if (all.Length == 0 || !IsInService(device))
        {
            return [];
        }

        var now = time.GetUtcNow();

        return Array.TrueForAll(all, binding => CanBeSentTo(binding, now))
            ? all
            : Array.FindAll(all, binding => CanBeSentTo(binding, now));
    }

    public ValueTask<IReadOnlyList<DeviceBinding>> FindAsync(DeviceId device) =>
        far.IsAlone ? new(BindingsOf(device)) : FindEverywhereAsync(device);

    public bool IsReachable(DeviceId device)
    {
        var now = time.GetUtcNow();

        return Array.Exists(table.Of(device), binding => CanBeSentTo(binding, now)) && IsInService(device);
    }

    private async ValueTask<IReadOnlyList<DeviceBinding>> FindEverywhereAsync(DeviceId device)
    {
        var elsewhere = await far.BindingsOfAsync(device, parcels.Unpack);
        var now = time.GetUtcNow();

        return IsInService(device)
            ? [.. BindingsOf(device), .. elsewhere.Where(binding => CanBeSentTo(binding, now))]
            : [];
    }

    private static bool CanBeSentTo(DeviceBinding binding, DateTimeOffset now) =>
        binding.IsAliveAt(now) && binding.IsReachable && binding.IsSip;

    /// <summary>Whether the device may be registered at all.</summary>
    public bool IsInService(DeviceId id) =>
        directory.Device(id) is { Enabled: true } device && directory.Account(device.AccountId) is { Enabled: true };
}
