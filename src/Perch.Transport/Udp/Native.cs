using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Perch.Transport;

/// <summary>The Linux calls that receive and send many datagrams at once; layouts are those of 64-bit Linux.</summary>
internal static unsafe partial class Native
{
    public const int MsgWaitForOne = 0x10000;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int NoBufferSpace = 105;
    public const int SolSocket = 1;
    public const int ReceiveBufferForce = 33;
    public const int SolIp = 0;
    public const int IpTypeOfService = 1;
    public const int SolIpv6 = 41;
    public const int Ipv6TrafficClass = 67;
    public const int IpPktInfo = 8;
    public const int Ipv6RecvPktInfo = 49;
    public const int Ipv6PktInfo = 50;
    public const ushort FamilyIpv4 = 2;
    public const ushort FamilyIpv6 = 10;

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int RecvMmsg(SafeSocketHandle socket, MessageSlot* slots, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMmsg(SafeSocketHandle socket, MessageSlot* slots, uint count, int flags);

    /// <summary><c>struct mmsghdr</c>; its two last members are 32 bits wide and padded to 64, little-endian.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageSlot
    {
        public void* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public nint Flags;
        public nint Length;
    }

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary><c>struct cmsghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }
}
