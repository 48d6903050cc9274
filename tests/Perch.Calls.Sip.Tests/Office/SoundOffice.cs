using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Calls;
using Perch.Directory;
using Perch.Phone;
using Perch.Sip;
using Perch.TestKit.Directory;
using Perch.TestKit.Network;
using Perch.TestKit.Phones;
using Perch.TestKit.Time;
using Perch.Transport;
using Xunit;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>Phones that can be heard: SIP in memory, audio over real sockets on loopback.</summary>
public abstract class SoundOffice : IAsyncLifetime
{
    private static readonly IPEndPoint Server = IPEndPoint.Parse("127.0.0.1:5060");

    private readonly ServiceProvider _provider;
    private readonly SipStack _stack;
    private readonly string _prompts = System.IO.Directory.CreateTempSubdirectory("perch-prompts").FullName;

    protected SoundOffice()
    {
        Network = new(Clock);
        _stack = new(Clock, NullLoggerFactory.Instance);
        Network.Join(Server.ToString(), _stack);
        TinyPrompts.Write(_prompts, ["goodbye", "hotdesk-enter-id", "hotdesk-enter-pin"]);
        _provider = Switchboard.Compose(_stack, Directory, _prompts, TaskScheduler.Default);
        _stack.User = _provider.GetRequiredService<ISipUser>();
        Routing = _provider.GetRequiredService<FakeRouting>();
        World = new(Clock, Network);
    }

    internal FakeClock Clock { get; } = new();

    internal FakeSipNetwork Network { get; }

    internal FakeDirectory Directory { get; } = new("perch.test");

    internal FakeRouting Routing { get; }

    internal PhoneWorld World { get; }

    internal VirtualPhone Alice { get; private set; } = null!;

    internal VirtualPhone Bob { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Alice = await PlugAsync("alice", "201");
        Bob = await PlugAsync("bob", "202");
    }

    public ValueTask DisposeAsync()
    {
        World.Dispose();
        _provider.Dispose();
        _stack.Dispose();
        System.IO.Directory.Delete(_prompts, recursive: true);
        GC.SuppressFinalize(this);

        return ValueTask.CompletedTask;
    }

    internal async Task<VirtualPhone> PlugAsync(string name, string extension, Func<PhoneOptions, PhoneOptions>? change = null)
    {
        var device = Directory.AddDevice(name, Directory.AddUser(name, extension));
        var options = new PhoneOptions
        {
            User = name,
            Password = new(FakeDirectory.PasswordOf(name)),
            Realm = "perch.test",
            Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma],
        };
        Routing[extension] = async call =>
        {
            var result = await call.RingAsync([device], TimeSpan.FromSeconds(20));

            if (result.Leg is { } leg)
            {
                await call.BridgeAsync(leg);
            }

            await call.HangUpAsync(HangUpCause.Unavailable);
        };

        return await World.Plug(change?.Invoke(options) ?? options, Server).RegisterAsync();
    }
}
