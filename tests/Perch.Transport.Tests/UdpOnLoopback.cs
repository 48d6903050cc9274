using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Xunit;

namespace Perch.Transport.Tests;

public sealed class UdpOnLoopback : IDisposable
{
    private readonly SipStack _stack = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly UdpListener _listener;
    private readonly Socket _phone = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public UdpOnLoopback()
    {
        _stack.User = new AnswersEverything(_stack);
        _listener = new(new(IPAddress.Loopback, 0), _stack);
        _listener.Start();
        _phone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _phone.ReceiveTimeout = 5000;
    }

    [Fact]
    public void A_request_is_answered_to_where_it_came_from()
    {
        SendFromPhone(Wire.Register());

        Assert.StartsWith("SIP/2.0 200 OK\r\n", ReceiveAtPhone(), StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_once_more_does_nothing()
    {
        var other = new UdpListener(new(IPAddress.Loopback, 0), _stack);

        other.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_keep_alive_is_not_a_message()
    {
        SendFromPhone("\r\n\r\n");
        SendFromPhone("\0");
        SendFromPhone(Wire.Register());

        Assert.StartsWith("SIP/2.0 200 OK\r\n", ReceiveAtPhone(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_requests_at_once_are_all_answered()
    {
        for (var number = 1; number <= 100; number++)
        {
            SendFromPhone(Wire.Register(cseq: number));
        }

        var answered = Enumerable.Range(1, 100).Select(_ => ReceiveAtPhone()).Distinct().Count();

        Assert.Equal(100, answered);
    }

    [Fact]
    public void Malformed_requests_get_400_and_noise_gets_silence()
    {
        SendFromPhone("GET / HTTP/1.1\r\n\r\n");
        SendFromPhone(Wire.Register().Replace("CSeq: 1 REGISTER", "CSeq: x REGISTER", StringComparison.Ordinal));

        Assert.StartsWith("SIP/2.0 400 Bad CSeq\r\n", ReceiveAtPhone(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _phone.Dispose();
        _listener.Dispose();
        _stack.Dispose();
    }

    private void SendFromPhone(string message) =>
        _phone.SendTo(Encoding.UTF8.GetBytes(message), _listener.Address);

    private string ReceiveAtPhone()
    {
        var buffer = new byte[65536];

        return Encoding.UTF8.GetString(buffer, 0, _phone.Receive(buffer));
    }

    private sealed class AnswersEverything(SipStack stack) : ISipUser
    {
        public void OnRequest(SipMessage request, in SipFlow flow) => stack.Reply(request, flow, 200);

        public void OnStrayResponse(SipMessage response, in SipFlow flow)
        {
        }
    }
}
