using System.Buffers.Binary;
using Perch.Sip;

namespace Perch.Registrar;

/// <summary>Reads a payload of the journal from its beginning; what is not there reads as nothing.</summary>
internal ref struct JournalCursor(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>False once more was asked for than there was.</summary>
    public bool IsSound { get; private set; } = true;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public long Long() => Take(sizeof(long)) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public Guid Guid() => Take(16) is { Length: 16 } bytes ? new(bytes) : default;

    public DateTimeOffset Time() =>
        Long() is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new(ticks, TimeSpan.Zero) : default;

    public SipAddress Address()
    {
        var host = Text();
        var portAndScope = Long();

        return host.Length is 4 or 16 ? new(host, (ushort)portAndScope, (uint)(portAndScope >> 16)) : default;
    }

    public ReadOnlySpan<byte> Text() =>
        Take(sizeof(ushort)) is { Length: sizeof(ushort) } length ? Take(BinaryPrimitives.ReadUInt16LittleEndian(length)) : default;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            IsSound = false;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];

        return taken;
    }
}
