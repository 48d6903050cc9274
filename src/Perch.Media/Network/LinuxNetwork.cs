using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Perch.Media;

/// <summary>
/// One thread that waits for all sockets with epoll. Level-triggered: a datagram costs one receive call, without
/// the further one that an edge-triggered socket needs to learn that it is empty.
/// </summary>
internal sealed unsafe class LinuxNetwork : IMediaNetwork
{
    private const int EventsAtOnce = 128;
    private const int BufferLength = 2048;

    // epoll_event is packed on x86-64 alone.
    private static readonly int EventLength = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly Lock _gate = new();
    private readonly ILogger _logger;
    private readonly int _poll;
    private readonly int _stop;
    private readonly Thread _thread;
    private volatile LinuxSocket?[] _sockets = new LinuxSocket?[256];

    public LinuxNetwork(ILogger logger)
    {
        _logger = logger;
        _poll = LinuxSyscalls.CreatePoll(LinuxSyscalls.CloseOnExec);
        _stop = LinuxSyscalls.CreateEvent(0, LinuxSyscalls.EventNonBlocking);

        if (_poll < 0 || _stop < 0 || !Watch(_stop))
        {
            throw new InvalidOperationException($"epoll is not available, errno {Marshal.GetLastPInvokeError()}");
        }

        _thread = new Thread(Receive) { IsBackground = true, Name = "perch media receive" };
        _thread.Start();
    }

    public IMediaSocket? TryOpen(IPAddress local, int port, DatagramSink sink)
    {
        if (LinuxSocket.TryBind(this, local, port, sink) is not { } socket)
        {
            return null;
        }

        Remember(socket);

        if (!Watch(socket.File))
        {
            socket.Dispose();

            return null;
        }

        return socket;
    }

    public void Forget(int file)
    {
        lock (_gate)
        {
            _sockets[file] = null;
        }
    }

    public void Dispose()
    {
        var one = 1L;
        _ = LinuxSyscalls.Write(_stop, (byte*)&one, sizeof(long));
        _thread.Join();
        _ = LinuxSyscalls.Close(_poll);
        _ = LinuxSyscalls.Close(_stop);
    }

    private void Remember(LinuxSocket socket)
    {
        lock (_gate)
        {
            if (socket.File >= _sockets.Length)
            {
                var larger = new LinuxSocket?[Math.Max(socket.File + 1, _sockets.Length * 2)];
                _sockets.CopyTo(larger, 0);
                _sockets = larger;
            }

            _sockets[socket.File] = socket;
        }
    }

    private bool Watch(int file)
    {
        var pollEvent = stackalloc byte[16];
        *(int*)pollEvent = LinuxSyscalls.EpollIn;
        *(int*)(pollEvent + EventLength - 8) = file;

        return LinuxSyscalls.ControlPoll(_poll, LinuxSyscalls.EpollAdd, file, pollEvent) == 0;
    }

    private void Receive()
    {
        var events = stackalloc byte[EventsAtOnce * EventLength];
        var buffer = stackalloc byte[BufferLength];

        while (true)
        {
            var count = LinuxSyscalls.WaitPoll(_poll, events, EventsAtOnce, -1);

            for (var index = 0; index < count; index++)
            {
                var file = *(int*)(events + (index * EventLength) + EventLength - 8);

                if (file == _stop)
                {
                    return;
                }

                ReceiveOne(_sockets[file], buffer);
            }
        }
    }

    private void ReceiveOne(LinuxSocket? socket, byte* buffer)
    {
        // An event may be older than the closing of its socket.
        if (socket is null)
        {
            return;
        }

        var length = socket.Receive(buffer, BufferLength, out var source);

        if (length < 0)
        {
            return;
        }

        try
        {
            socket.Sink(new Span<byte>(buffer, length), source);
        }
        catch (Exception exception)
        {
            // A bug met by one packet must not silence every other call.
            MediaLog.ReceiveFailed(_logger, exception);
        }
    }
}
