using System.Net.Sockets;
using System.Runtime.InteropServices;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Pinned memory for a batch of datagrams and the structures that describe it to the system.</summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    public const int ReceivedCount = 32;
    public const int HeldCount = 64;

    /// <summary>The longest message held back in a batch; longer ones are rare and go alone.</summary>
    public const int HeldBytes = 8 * 1024;

    private readonly int _datagramBytes;
    private readonly Native.MessageSlot* _slots;
    private readonly Native.IoVector* _vectors;
    private readonly byte* _names;
    private readonly byte* _controls;

    public DatagramBatch(int count, int datagramBytes)
    {
        (Count, _datagramBytes) = (count, datagramBytes);
        Buffers = new byte[count][];
        _slots = (Native.MessageSlot*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Native.MessageSlot));
        _vectors = (Native.IoVector*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Native.IoVector));
        _names = (byte*)NativeMemory.AllocZeroed((nuint)count, SocketName.Size);
        _controls = (byte*)NativeMemory.AllocZeroed((nuint)count, SocketName.ControlSize);

        for (var index = 0; index < count; index++)
        {
            Buffers[index] = GC.AllocateUninitializedArray<byte>(datagramBytes, pinned: true);
            _vectors[index].Base = (void*)Marshal.UnsafeAddrOfPinnedArrayElement(Buffers[index], 0);
            _slots[index].Vectors = _vectors + index;
            _slots[index].VectorCount = 1;
            _slots[index].Name = _names + (index * SocketName.Size);
            _slots[index].Control = _controls + (index * SocketName.ControlSize);
            ResetForReceive(index);
        }
    }

    public int Count { get; }

    public byte[][] Buffers { get; }

    /// <summary>Waits for one datagram and takes those that are there as well; 0 when it was interrupted.</summary>
    public int Receive(SafeSocketHandle socket) =>
        Math.Max(Native.RecvMmsg(socket, _slots, (uint)Count, Native.MsgWaitForOne, null), 0);

    public int ReceivedLength(int index) => (int)(uint)_slots[index].Length;

    public SipFlow FlowOf(int index, SipChannel channel)
    {
        var control = (int)Math.Min(_slots[index].ControlLength, SocketName.ControlSize);

        return new(
            channel,
            SocketName.Read(NameOf(index)),
            SocketName.ReadLocal(ControlOf(index)[..control], channel.Local.Port));
    }

    /// <summary>The system overwrites the lengths with what it filled in.</summary>
    public void ResetForReceive(int index)
    {
        _vectors[index].Length = (nuint)_datagramBytes;
        _slots[index].NameLength = SocketName.Size;
        _slots[index].ControlLength = SocketName.ControlSize;
    }

    public void Fill(int index, ReadOnlySpan<byte> message, SipAddress to, SipAddress from, bool ipv6)
    {
        message.CopyTo(Buffers[index]);
        _vectors[index].Length = (nuint)message.Length;
        _slots[index].NameLength = (uint)SocketName.Write(NameOf(index), to, ipv6);
        _slots[index].ControlLength = (nuint)SocketName.WriteFrom(ControlOf(index), from, ipv6);
    }

    /// <summary>Returns how many left; less than 1 when the first could not.</summary>
    public int Send(SafeSocketHandle socket, int from, int count) =>
        Native.SendMmsg(socket, _slots + from, (uint)count, 0);

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_names);
        NativeMemory.Free(_controls);
    }

    private Span<byte> NameOf(int index) => new(_names + (index * SocketName.Size), SocketName.Size);

    private Span<byte> ControlOf(int index) => new(_controls + (index * SocketName.ControlSize), SocketName.ControlSize);
}
