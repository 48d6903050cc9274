using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>One connection: any <see cref="Stream"/>, so that TLS is a matter of which one.</summary>
public sealed partial class StreamChannel : SipChannel, ITimerUser, IDisposable
{
    private readonly Stream _stream;
    private readonly SipStack _stack;
    private readonly ILogger _log;
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(StreamLimits.WaitingMessages) { SingleReader = true });

    private int _open = 1;

    /// <param name="stream">Owned from here on.</param>
    /// <param name="protocol">What is spoken on it.</param>
    /// <param name="local">Our end, with the port we listen on rather than that of a connection we made.</param>
    /// <param name="remote">The peer's end.</param>
    /// <param name="stack">Who gets the messages.</param>
    internal StreamChannel(Stream stream, SipProtocol protocol, SipAddress local, SipAddress remote, SipStack stack)
    {
        _stream = stream;
        _stack = stack;
        _log = stack.Loggers.CreateLogger<StreamChannel>();
        _activeAt = stack.Time.GetTimestamp();
        Protocol = protocol;
        Local = local;
        Remote = remote;
    }

    public override SipProtocol Protocol { get; }

    public override SipAddress Local { get; }

    public SipAddress Remote { get; }

    public override bool IsOpen => Volatile.Read(ref _open) == 1;

    /// <summary>Puts the message in the queue; a peer that lets the queue fill up is disconnected.</summary>
    public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        if (!IsOpen)
        {
            return false;
        }

        if (_waiting.Writer.TryWrite(message.ToArray()))
        {
            return true;
        }

        Close("the peer does not read");

        return false;
    }

    public void Dispose() => Close("we are done");

    /// <summary>Reads and writes until either side closes; never throws.</summary>
    internal async Task RunAsync()
    {
        if (!_stack.Streams.TryAdd(this))
        {
            Close("too many connections from there");
            return;
        }

        LookIn(StreamLimits.CheckEvery);
        var writing = WriteAsync();

        try
        {
            await ReadAsync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The other side, or a limit of ours, ended it.
        }
        catch (Exception failure)
        {
            ReadFailed(failure, Remote);
        }

        // What was answered last, a refusal perhaps, still leaves.
        _waiting.Writer.TryComplete();
        await writing;
        Close("the peer closed");
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _waiting.Reader.ReadAllAsync())
            {
                await _stream.WriteAsync(message);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Close("writing failed");
        }
    }

    private void Close(string why)
    {
        if (Interlocked.Exchange(ref _open, 0) == 0)
        {
            return;
        }

        _stack.Streams.Remove(this);
        _waiting.Writer.TryComplete();
        _stream.Dispose();
        Closed(Remote, why);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connection to {Remote} closed: {Why}")]
    private partial void Closed(SipAddress remote, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading from {Remote} failed")]
    private partial void ReadFailed(Exception failure, SipAddress remote);
}
