using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Time;
using Xunit;

namespace Perch.Transport.Tests.Streams;

/// <summary>How long a connection may take and stay silent, and how many one source may have.</summary>
public sealed class LimitsOfAConnection : IDisposable
{
    private const string HalfAMessage = "OPTIONS sip:bob@perch.test SIP/2.0\r\n";

    private readonly FakeClock _clock = new();
    private readonly SipStack _stack;
    private int _lastPort = 10_000;

    public LimitsOfAConnection()
    {
        _stack = new(_clock, NullLoggerFactory.Instance);
        var user = new RecordingUser(_stack);
        user.OnNew = (request, flow) => _stack.Reply(request, flow, 200);
        _stack.User = user;
    }

    [Theory]
    [InlineData(29.99, true)]
    [InlineData(30.02, false)]
    public async Task A_message_has_30_s_to_be_complete(double seconds, bool isOpen)
    {
        var (wire, channel) = Connect();
        Pass(0.3);
        await wire.SayAsync(HalfAMessage);

        Pass(seconds);

        Assert.Equal(isOpen, channel.IsOpen);
    }

    [Fact]
    public async Task Bytes_that_trickle_in_do_not_lengthen_the_30_s()
    {
        var (wire, channel) = Connect();

        for (var second = 0; second < 30; second++)
        {
            Assert.True(channel.IsOpen);
            await wire.SayAsync("X");
            Pass(1);
        }

        Pass(0.02);
        Assert.False(channel.IsOpen);
    }

    [Fact]
    public async Task A_lone_line_break_is_no_message_that_has_to_be_completed()
    {
        var (wire, channel) = Connect();

        for (var minute = 0; minute < 5; minute++)
        {
            await wire.SayAsync("\r\n");
            Pass(60);
            Assert.True(channel.IsOpen);
        }

        await wire.SayAsync(HalfAMessage);
        Pass(30.02);
        Assert.False(channel.IsOpen);
    }

    [Theory]
    [InlineData(119.99, true)]
    [InlineData(120.02, false)]
    public async Task A_connection_without_a_binding_may_be_silent_for_120_s(double seconds, bool isOpen)
    {
        var (wire, channel) = Connect();
        Pass(0.3);
        await wire.SayAsync(Wire.Request("OPTIONS"));

        Pass(seconds);

        Assert.Equal(isOpen, channel.IsOpen);
    }

    [Fact]
    public void A_connection_with_a_binding_may_be_silent_for_ever()
    {
        var (_, channel) = Connect();
        channel.KeepOpen = true;

        Pass(600);
        Assert.True(channel.IsOpen);

        channel.KeepOpen = false;
        Pass(6);
        Assert.False(channel.IsOpen);
    }

    [Theory]
    [InlineData(false, 64)]
    [InlineData(true, 1024)]
    public void A_source_may_have_so_many_connections_and_not_one_more(bool hasBinding, int most)
    {
        _stack.HasBindingFrom = source => hasBinding && source.SameHost(AddressOf("192.0.2.7"));
        var channels = Enumerable.Range(0, most).Select(_ => Connect().Channel).ToList();
        Assert.True(channels.TrueForAll(channel => channel.IsOpen));

        Assert.False(Connect().Channel.IsOpen);

        Assert.True(Connect("192.0.2.8").Channel.IsOpen);
        channels[0].Dispose();
        Assert.True(Connect().Channel.IsOpen);
        Assert.False(Connect().Channel.IsOpen);
    }

    public void Dispose() => _stack.Dispose();

    private (SlowWire Wire, StreamChannel Channel) Connect(string source = "192.0.2.7")
    {
        var wire = new SlowWire();
        var channel = new StreamChannel(
            wire, SipProtocol.Tcp, AddressOf("192.0.2.1"), AddressOf(source).WithPort(++_lastPort), _stack);
        _ = channel.RunAsync();

        return (wire, channel);
    }

    private void Pass(double seconds)
    {
        for (var passed = 0; passed < (int)Math.Round(seconds * 100); passed++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    private static SipAddress AddressOf(string host) => SipAddress.From(new(IPAddress.Parse(host), 5060));

    /// <summary>A connection whose other end says what a test says, when it says it.</summary>
    private sealed class SlowWire : Stream
    {
        private readonly Channel<byte[]> _said = Channel.CreateUnbounded<byte[]>();
        private TaskCompletionSource _wanting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>Returns when the bytes were read and more is wanted.</summary>
        public async Task SayAsync(string text)
        {
            await _wanting.Task;
            _wanting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _said.Writer.TryWrite(Encoding.ASCII.GetBytes(text));
            await _wanting.Task;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _wanting.TrySetResult();

            try
            {
                var bytes = await _said.Reader.ReadAsync(cancellationToken);
                bytes.CopyTo(buffer);

                return bytes.Length;
            }
            catch (ChannelClosedException)
            {
                return 0;
            }
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _said.Writer.TryComplete();
            base.Dispose(disposing);
        }
    }
}
