using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Time;
using Xunit;

namespace Perch.Transport.Tests.Streams;

public sealed class TcpOnLoopback : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly SipStack _stack;
    private readonly Perch.Transport.TcpListener _listener;
    private SipChannel? _lastChannel;

    public TcpOnLoopback()
    {
        _stack = new(_clock, NullLoggerFactory.Instance);
        var user = new RecordingUser(_stack);
        user.OnNew = (request, flow) =>
        {
            _lastChannel = flow.Channel;
            _stack.Reply(request, flow, 200);
        };
        _stack.User = user;
        _listener = new(new(IPAddress.Loopback, 0), _stack);
        _listener.Start();
    }

    [Fact]
    public void Two_requests_in_one_segment_are_both_answered()
    {
        using var phone = Connect();

        Send(phone, Wire.Request("OPTIONS") + Wire.Request("OPTIONS", cseq: 2));

        Assert.Contains("CSeq: 2 OPTIONS", ReadUntil(phone, "CSeq: 2 OPTIONS"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_in_single_bytes_is_answered()
    {
        using var phone = Connect();

        foreach (var letter in Wire.Request("OPTIONS"))
        {
            Send(phone, letter.ToString());
        }

        ReadUntil(phone, "SIP/2.0 200 OK\r\n");
    }

    [Fact]
    public void Closing_once_more_does_nothing()
    {
        var other = new Perch.Transport.TcpListener(new(IPAddress.Loopback, 0), _stack);

        other.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_ping_gets_a_pong()
    {
        using var phone = Connect();

        Send(phone, "\r\n\r\n");

        Assert.Equal("\r\n", ReadUntil(phone, "\r\n"));
    }

    [Fact]
    public void Without_Content_Length_it_says_400_and_closes()
    {
        using var phone = Connect();

        Send(phone, Wire.Request("OPTIONS").Replace("Content-Length: 0\r\n", "", StringComparison.Ordinal));

        Assert.StartsWith("SIP/2.0 400", ReadToEnd(phone), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_beyond_the_limit_gets_413_and_the_connection_closes()
    {
        using var phone = Connect();

        Send(phone, Wire.Request("OPTIONS").Replace("Length: 0", $"Length: {SipLimits.MaxBodyBytes + 1}", StringComparison.Ordinal));

        Assert.StartsWith("SIP/2.0 413", ReadToEnd(phone), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32 * 1024, "SIP/2.0 200")]
    [InlineData((32 * 1024) + 1, "SIP/2.0 413")]
    public void A_body_is_measured_before_it_is_read(int bytes, string expected)
    {
        using var phone = Connect();
        var request = Wire.Request("OPTIONS").Replace("Length: 0", $"Length: {bytes}", StringComparison.Ordinal);

        Send(phone, request + new string('x', bytes));

        Assert.StartsWith(expected, ReadUntil(phone, "\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64 * 1024, "SIP/2.0 200")]
    [InlineData((64 * 1024) + 1, "SIP/2.0 413")]
    public void A_whole_message_is_measured(int bytes, string expected)
    {
        using var phone = Connect();

        Send(phone, Wire.OfBytes("OPTIONS", bytes));

        Assert.StartsWith(expected, ReadUntil(phone, "\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_to_a_phone_is_used_again()
    {
        using var phone = Connect();
        Send(phone, Wire.Request("OPTIONS"));
        ReadUntil(phone, "\r\n\r\n");

        var channel = await new TcpConnector(_stack, _listener).ConnectAsync(
            SipAddress.From((IPEndPoint)phone.LocalEndPoint!), TestContext.Current.CancellationToken);

        Assert.Same(_lastChannel, channel);
    }

    [Fact]
    public async Task A_peer_that_does_not_listen_is_nothing()
    {
        var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = SipAddress.From((IPEndPoint)closed.LocalEndPoint!);
        closed.Dispose();

        Assert.Null(await new TcpConnector(_stack).ConnectAsync(address, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stack.Dispose();
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 5000,
        };
        socket.Connect(_listener.Address);

        return socket;
    }

    private static void Send(Socket phone, string text) => phone.Send(Encoding.ASCII.GetBytes(text));

    private static string ReadUntil(Socket phone, string wanted)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];

        while (!text.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            var length = phone.Receive(buffer);
            Assert.NotEqual(0, length);
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return text.ToString();
    }

    private static string ReadToEnd(Socket phone)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];

        try
        {
            for (var length = phone.Receive(buffer); length > 0; length = phone.Receive(buffer))
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, length));
            }
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed with bytes of ours unread.
        }

        return text.ToString();
    }
}
