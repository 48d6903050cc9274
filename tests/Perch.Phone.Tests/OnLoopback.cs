using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Phones;
using Perch.Transport;
using Xunit;

namespace Perch.Phone.Tests;

/// <summary>Real sockets: what the fake network cannot show.</summary>
public sealed class OnLoopback : IDisposable
{
    private readonly SipStack _stack = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly PhoneWorld _world = new(TimeProvider.System);
    private readonly UdpListener _udp;
    private readonly Transport.TcpListener _tcp;
    private readonly PickingUp _server;

    public OnLoopback()
    {
        _server = new(_stack);
        _stack.User = _server;
        _udp = new(new(IPAddress.Loopback, 0), _stack);
        _tcp = new(new(IPAddress.Loopback, 0), _stack);
        _udp.Start();
        _tcp.Start();
    }

    [Theory]
    [InlineData(SipProtocol.Udp)]
    [InlineData(SipProtocol.Tcp)]
    public async Task A_phone_registers_and_has_its_call_answered(SipProtocol protocol)
    {
        var alice = Plug("alice", protocol);

        await alice.RegisterAsync();
        await alice.DialAsync("*11");
        await alice.HangUpAsync();

        await _world.UntilAsync(() => _server.Heard.Count == 4, () => "the server has heard four requests");
        Assert.Equal(["REGISTER", "INVITE", "ACK", "BYE"], _server.Heard);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_to_register()
    {
        var alice = Plug("alice", SipProtocol.Tcp);
        await alice.RegisterAsync();

        (alice.Phone.Link.Flow!.Value.Channel as IDisposable)!.Dispose();
        await alice.RegisterAsync();

        Assert.Equal(RegistrationState.Registered, alice.Phone.Registration.State);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_503_over_TCP()
    {
        var gone = new Transport.TcpListener(new(IPAddress.Loopback, 0), _stack);
        gone.Start();
        gone.Dispose();

        var alice = _world.Plug(TwoPhones.OptionsOf("alice"), gone.Address, SipProtocol.Tcp);

        Assert.Equal(503, await alice.TryRegisterAsync());
    }

    public void Dispose()
    {
        _world.Dispose();
        _udp.Dispose();
        _tcp.Dispose();
        _stack.Dispose();
    }

    private VirtualPhone Plug(string user, SipProtocol protocol) => _world.Plug(
        TwoPhones.OptionsOf(user), protocol == SipProtocol.Udp ? _udp.Address : _tcp.Address, protocol);
}
