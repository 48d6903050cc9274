using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// How the journal is written. A record is its length, a checksum, and a payload that begins with its kind; numbers are
/// little-endian. A record says all about a device, or refreshes one of its bindings.
/// </summary>
internal static class JournalFormat
{
    public const byte DeviceRecord = (byte)'D';
    public const byte RefreshRecord = (byte)'R';

    /// <summary>Says nothing; written to see whether writing works again.</summary>
    public const byte EmptyRecord = (byte)'E';

    /// <summary>Length and checksum.</summary>
    public const int PrefixLength = 8;

    /// <summary>The longest there can be is 16 contacts of a REGISTER of 64 KiB.</summary>
    public const int MaxPayload = 1 << 21;

    private const byte BehindNat = 1;

    /// <summary>A phone on a connection is not kept: it is reachable again when it has connected again.</summary>
    public static bool IsKept(DeviceBinding binding) => binding.Flow.Channel.Protocol == SipProtocol.Udp;

    /// <summary>What the device has now, newest first; none means that it has unregistered.</summary>
    public static void WriteDevice(ArrayBufferWriter<byte> to, DeviceId device, ReadOnlySpan<DeviceBinding> bindings)
    {
        var start = Begin(to, DeviceRecord);
        Write(to, device.Value);
        Write(to, (byte)Count(bindings));

        foreach (var binding in bindings)
        {
            if (IsKept(binding))
            {
                WriteBinding(to, binding);
            }
        }

        End(to, start);
    }

    public static void WriteRefresh(ArrayBufferWriter<byte> to, DeviceBinding binding)
    {
        var start = Begin(to, RefreshRecord);
        Write(to, binding.DeviceId.Value);
        Write(to, binding.Id);
        Write(to, binding.ExpiresAt.UtcTicks);
        Write(to, (long)((IBinding)binding).CSeq);
        End(to, start);
    }

    public static void WriteEmpty(ArrayBufferWriter<byte> to) => End(to, Begin(to, EmptyRecord));

    public static uint Checksum(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;

        for (; payload.Length >= sizeof(ulong); payload = payload[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(payload));
        }

        foreach (var rest in payload)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }

    public static bool IsBehindNat(byte flags) => (flags & BehindNat) != 0;

    private static int Count(ReadOnlySpan<DeviceBinding> bindings)
    {
        var count = 0;

        foreach (var binding in bindings)
        {
            count += IsKept(binding) ? 1 : 0;
        }

        return count;
    }

    private static void WriteBinding(ArrayBufferWriter<byte> to, DeviceBinding binding)
    {
        Write(to, binding.Id);
        Write(to, binding.AccountId.Value);
        Write(to, binding.RegisteredAt.UtcTicks);
        Write(to, binding.ExpiresAt.UtcTicks);
        Write(to, (long)((IBinding)binding).CSeq);
        Write(to, binding.IsBehindNat ? BehindNat : (byte)0);
        Write(to, binding.Flow.Channel.Local);
        Write(to, binding.Flow.Remote);
        Write(to, binding.Flow.Local);
        Write(to, binding.Received);
        Write(to, binding.Contact.Span);
        Write(to, binding.CallId);
        Write(to, binding.AorHost.Span);
        Write(to, binding.Path.Span);
        Write(to, System.Text.Encoding.UTF8.GetBytes(binding.UserAgent));
    }

    private static int Begin(ArrayBufferWriter<byte> to, byte kind)
    {
        var start = to.WrittenCount;
        to.GetSpan(PrefixLength)[..PrefixLength].Clear();
        to.Advance(PrefixLength);
        Write(to, kind);

        return start;
    }

    private static void End(ArrayBufferWriter<byte> to, int start)
    {
        var record = System.Runtime.InteropServices.MemoryMarshal.AsMemory(to.WrittenMemory[start..]).Span;
        var payload = record[PrefixLength..];
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(int)..], Checksum(payload));
    }

    private static void Write(ArrayBufferWriter<byte> to, byte value) => to.Write([value]);

    private static void Write(ArrayBufferWriter<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> to, Guid value)
    {
        value.TryWriteBytes(to.GetSpan(16));
        to.Advance(16);
    }

    private static void Write(ArrayBufferWriter<byte> to, SipAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        Write(to, bytes[..address.WriteBytes(bytes)]);
        Write(to, address.Port | ((long)address.Scope << 16));
    }

    private static void Write(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(sizeof(ushort)), (ushort)text.Length);
        to.Advance(sizeof(ushort));
        to.Write(text);
    }
}
