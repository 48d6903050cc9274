using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Which devices are desks.</summary>
internal static class DeskRule
{
    /// <param name="policy">The device's effective policy.</param>
    public static bool IsDesk(Device device, DeskPolicy policy) =>
        device.Enabled && policy.HotDeskUse switch
        {
            HotDeskUse.Always => true,
            HotDeskUse.Never => false,
            HotDeskUse.Auto or null => IsDeskByItself(device),
        };

    /// <summary>The same for a device that may be switched off: it is a desk out of use.</summary>
    public static bool WouldBeDesk(Device device, DeskPolicy policy) => IsDesk(device with { Enabled = true }, policy);

    // A phone whose owner was deleted still stands on that person's table: it waits for an administrator.
    private static bool IsDeskByItself(Device device) =>
        device is { Type: DeviceType.SipPhone, OwnerId: null, LostOwner: false };
}
