using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.TestKit.Phones;
using Perch.TestKit.Time;
using Perch.Transport;
using Xunit;

namespace Perch.Phone.Tests;

public sealed class Registering : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly FakeSipNetwork _network;
    private readonly PhoneWorld _world;
    private readonly SipStack _server;
    private readonly ChallengingRegistrar _registrar;
    private readonly VirtualPhone _phone;

    public Registering()
    {
        _network = new(_clock);
        _world = new(_clock, _network);
        _server = new(_clock, NullLoggerFactory.Instance);
        _registrar = new(_server);
        _server.User = _registrar;
        _network.Join("127.0.0.1:5060", _server);
        _phone = _world.Plug(TwoPhones.OptionsOf("alice"), IPEndPoint.Parse("127.0.0.1:5060"));
    }

    [Fact]
    public async Task A_challenge_is_met_and_the_phone_is_registered()
    {
        await _phone.RegisterAsync();

        Assert.Equal(RegistrationState.Registered, _phone.Phone.Registration.State);
        Assert.Equal(TimeSpan.FromSeconds(120), _phone.Phone.Registration.Granted);
        Assert.Equal(["1 -", "2 alice"], _registrar.Seen);
    }

    [Fact]
    public async Task It_refreshes_in_time_without_a_new_challenge()
    {
        await _phone.RegisterAsync();

        _network.Pass(TimeSpan.FromSeconds(79));
        Assert.Equal(2, _registrar.Seen.Count);
        _network.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal("3 alice", _registrar.Seen[^1]);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_noticed_long_before_the_request_times_out_and_forgiven_when_it_answers()
    {
        _network.Decide = static _ => Fate.Lost;
        var registering = _phone.Phone.Registration.RegisterAsync(TestContext.Current.CancellationToken);

        _network.Pass(TimeSpan.FromSeconds(5));
        Assert.True(_phone.Phone.Registration.IsUnheard);
        Assert.Equal(RegistrationState.Trying, _phone.Phone.Registration.State);

        _network.Decide = static _ => Fate.Arrives;
        _network.Pass(TimeSpan.FromSeconds(5));
        Assert.True(await registering);
        Assert.False(_phone.Phone.Registration.IsUnheard);
    }

    [Theory]
    [InlineData(401, "the server refuses user 'alice' with this password (401). Look at --user and --password.")]
    [InlineData(403, "the server refuses user 'alice' with this password (403). Look at --user and --password.")]
    [InlineData(404, "the server knows no 'alice' in realm 'perch.test' (404). Look at --user and --realm.")]
    [InlineData(500, "the server says 500")]
    public async Task A_refusal_is_told_with_what_to_look_at(int status, string expected)
    {
        _registrar.RefusesAll = true;
        _registrar.Refusal = status;

        await _phone.TryRegisterAsync();

        Assert.Equal("not registered: " + expected, Words.ForRegistration(_phone.Phone));
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_again_and_again()
    {
        _registrar.RefusesAll = true;

        Assert.Equal(401, await _phone.TryRegisterAsync());
        _network.Pass(TimeSpan.FromSeconds(200));

        Assert.Equal(2, _registrar.Seen.Count);
    }

    [Fact]
    public async Task An_interval_too_brief_is_asked_for_longer()
    {
        _registrar.MinExpires = 600;

        await _phone.RegisterAsync();

        Assert.Equal(RegistrationState.Registered, _phone.Phone.Registration.State);
        Assert.Contains(_network.Sent, sent => sent.Text.Contains("Expires: 600\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unregistering_asks_for_nothing_any_more()
    {
        await _phone.RegisterAsync();
        await _phone.UnregisterAsync();
        _network.Pass(TimeSpan.FromSeconds(300));

        Assert.Equal(RegistrationState.None, _phone.Phone.Registration.State);
        Assert.Equal(3, _registrar.Seen.Count);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_a_timeout()
    {
        _network.Decide = static _ => Fate.Lost;

        var trying = _phone.TryRegisterAsync();
        _network.Pass(TimeSpan.FromSeconds(33));

        Assert.Equal(408, await trying);
    }

    public void Dispose()
    {
        _world.Dispose();
        _server.Dispose();
    }

    /// <summary>Asks for credentials and grants two minutes to whoever brings some.</summary>
    private sealed class ChallengingRegistrar(SipStack stack) : ISipUser
    {
        public bool RefusesAll { get; set; }

        public int Refusal { get; set; } = 401;

        public int MinExpires { get; set; }

        /// <summary>CSeq and user of each REGISTER.</summary>
        public List<string> Seen { get; } = [];

        public void OnRequest(SipMessage request, in SipFlow flow)
        {
            var credentials = Wire(request[HeaderId.Authorization]);
            var signed = credentials.Contains("username=\"alice\"", StringComparison.Ordinal);
            Seen.Add($"{request.CSeqNumber} {(signed ? "alice" : "-")}");
            Ascii.TryReadUInt(request[HeaderId.Expires], out var asked);

            if (!signed || RefusesAll)
            {
                var status = signed ? Refusal : 401;
                Reply(request, flow, status, HeaderId.WwwAuthenticate, "Digest realm=\"perch.test\", nonce=\"n1\", qop=\"auth\"");
            }
            else if (asked > 0 && asked < MinExpires)
            {
                Reply(request, flow, 423, HeaderId.MinExpires, $"{MinExpires}");
            }
            else
            {
                Reply(request, flow, 200, HeaderId.Contact, Wire(request[HeaderId.Contact]) + ";expires=120");
            }
        }

        public void OnStrayResponse(SipMessage response, in SipFlow flow)
        {
        }

        private void Reply(SipMessage request, in SipFlow flow, int status, HeaderId header, string value) =>
            stack.Reply(request, flow, status, default, writer =>
            {
                writer.Header(header, value);
                writer.NoBody();
            });

        private static string Wire(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
    }
}
