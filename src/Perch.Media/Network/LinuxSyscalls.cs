using System.Runtime.InteropServices;

namespace Perch.Media;

/// <summary>The system calls of the media path; constants are those of x86-64 and arm64 Linux.</summary>
internal static unsafe partial class LinuxSyscalls
{
    public const int AfInet = 2;
    public const int AfInet6 = 10;
    public const int DatagramNonBlocking = 2 | 0x800 | 0x80000;
    public const int EpollIn = 1;
    public const int EpollAdd = 1;
    public const int LevelIp = 0;
    public const int TypeOfService = 1;
    public const int LevelIpV6 = 41;
    public const int TrafficClass = 67;
    public const int ClockMonotonic = 1;
    public const int AbsoluteTime = 1;
    public const int EventNonBlocking = 0x800 | 0x80000;
    public const int CloseOnExec = 0x80000;

    /// <summary>The size of a socket address of either family.</summary>
    public const int AddressLength = 28;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    public static partial int SetOption(int socket, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "recvfrom")]
    public static partial nint Receive(int socket, byte* buffer, nint length, int flags, byte* address, int* addressLength);

    [LibraryImport("libc", EntryPoint = "sendto")]
    public static partial nint Send(int socket, byte* buffer, nint length, int flags, byte* address, int addressLength);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreatePoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlPoll(int poll, int operation, int file, byte* pollEvent);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int WaitPoll(int poll, byte* events, int count, int timeout);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int CreateEvent(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int file, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    public static partial int SleepUntil(int clock, int flags, TimeSpec* until, void* remaining);

    /// <summary>C's <c>struct timespec</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
