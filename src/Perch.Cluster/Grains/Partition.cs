using Perch.Directory;

namespace Perch.Cluster;

/// <summary>Which of the partition grains knows of a device.</summary>
internal static class Partition
{
    public const int Count = 256;

    /// <summary>The last byte of an id of version 7 is random.</summary>
    public static int Of(DeviceId device)
    {
        Span<byte> bytes = stackalloc byte[16];
        device.Value.TryWriteBytes(bytes);

        return bytes[15];
    }
}
