using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Xunit;

namespace Perch.Transport.Tests;

public sealed class UdpAddresses : IDisposable
{
    private readonly SipStack _stack = new(TimeProvider.System, NullLoggerFactory.Instance);
    private SipFlow _lastFlow;

    public UdpAddresses()
    {
        var user = new RecordingUser(_stack);
        user.OnNew = (request, flow) =>
        {
            _lastFlow = flow;
            _stack.Reply(request, flow, 200);
        };
        _stack.User = user;
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.3")]
    [InlineData("::", "127.0.0.3")]
    [InlineData("::", "::1")]
    public void An_answer_leaves_by_the_address_its_request_arrived_at(string listening, string called)
    {
        using var listener = new UdpListener(new(IPAddress.Parse(listening), 0), _stack);
        listener.Start();
        var perch = new IPEndPoint(IPAddress.Parse(called), listener.Address.Port);
        using var phone = new Socket(perch.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };

        // Connected: the kernel drops what comes from any other address.
        phone.Connect(perch);
        phone.Send(Encoding.ASCII.GetBytes(Wire.Register()));
        var length = phone.Receive(new byte[4096]);

        Assert.NotEqual(0, length);
        Assert.Equal(SipAddress.From(perch), _lastFlow.Local);
        Assert.Equal(SipAddress.From(perch), _stack.LocalAddressTo(_lastFlow));
    }

    [Fact]
    public void Another_thread_s_message_leaves_at_once_and_by_the_address_asked_for()
    {
        using var listener = new UdpListener(new(IPAddress.Any, 0), _stack);
        listener.Start();
        using var phone = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        phone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var from = SipAddress.From(new(IPAddress.Parse("127.0.0.3"), 0));

        Assert.True(listener.Channel.Send("hello"u8, SipAddress.From((IPEndPoint)phone.LocalEndPoint!), from));

        EndPoint source = new IPEndPoint(IPAddress.Any, 0);
        phone.ReceiveFrom(new byte[100], ref source);
        Assert.Equal("127.0.0.3", ((IPEndPoint)source).Address.ToString());
    }

    [Fact]
    public void Without_a_route_or_a_port_sending_fails()
    {
        using var listener = new UdpListener(new(IPAddress.Loopback, 0), _stack);
        listener.Start();

        Assert.False(listener.Channel.Send("hello"u8, SipAddress.From(IPEndPoint.Parse("127.0.0.1:0")), default));
        Assert.False(listener.Channel.Send("hello"u8, SipAddress.From(IPEndPoint.Parse("[::1]:5060")), default));
    }

    [Fact]
    public void A_wildcard_is_replaced_by_what_routing_would_use()
    {
        using var listener = new UdpListener(new(IPAddress.Any, 0), _stack);
        listener.Start();
        var flow = new SipFlow(listener.Channel, SipAddress.From(IPEndPoint.Parse("127.0.0.9:5060")), default);

        Assert.Equal($"127.0.0.1:{listener.Address.Port}", _stack.LocalAddressTo(flow).ToString());
    }

    [Theory]
    [InlineData("203.0.113.50:5060", "198.51.100.1:5060")]
    [InlineData("192.168.1.20:5060", "10.0.0.5:5060")]
    [InlineData("[2001:db8::1]:5060", "10.0.0.5:5060")]
    public void Behind_a_NAT_strangers_are_told_the_external_address(string peer, string told)
    {
        var addressing = new SipAddressing { External = IPAddress.Parse("198.51.100.1") };
        var local = SipAddress.From(IPEndPoint.Parse("10.0.0.5:5060"));

        Assert.Equal(told, addressing.Advertise(local, SipAddress.From(IPEndPoint.Parse(peer))).ToString());
    }

    public void Dispose() => _stack.Dispose();
}
