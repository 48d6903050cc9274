using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Calls;
using Perch.Directory;
using Perch.Sip;
using Perch.TestKit.Directory;
using Perch.TestKit.Network;
using Perch.TestKit.Time;
using Perch.Transport;
using Xunit;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>
/// Perch with Alice (201), Bob (202) and Carol (203), each with a phone, on a network in memory and a clock that the
/// test moves. Whoever is dialled is rung, unless a test says otherwise.
/// </summary>
public abstract class SmallOffice : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ServiceProvider _provider;
    private readonly PumpedStories _stories = new();
    private readonly List<DeskPhone> _phones = [];
    private readonly List<SipStack> _stacks = [];

    /// <param name="clock">For a test that has to know when somebody looks at it.</param>
    protected SmallOffice(FakeClock? clock = null)
    {
        Clock = clock ?? new();
        Network = new(Clock);
        PerchStack = NewStack();
        PerchChannel = Network.Join("192.0.2.1:5060", PerchStack);
        _provider = Switchboard.Compose(PerchStack, Directory, AppContext.BaseDirectory, _stories);
        PerchStack.User = _provider.GetRequiredService<ISipUser>();
        Routing = _provider.GetRequiredService<FakeRouting>();
        Services = _provider.GetRequiredService<CallServices>();
        Alice = NewPhone("alice", "Alice", "201", "192.0.2.11:5060");
        Bob = NewPhone("bob", "Bob", "202", "192.0.2.12:5060");
        Carol = NewPhone("carol", "Carol", "203", "192.0.2.13:5060");

        foreach (var phone in _phones)
        {
            phone.Register();
        }

        Until(() => _phones.TrueForAll(phone => phone.IsRegistered), "all phones are registered");
        _phones.ForEach(phone => phone.Heard.Clear());
        FirstDatagram = Network.Sent.Count + 1;
    }

    internal FakeClock Clock { get; }

    internal FakeSipNetwork Network { get; }

    internal SipStack PerchStack { get; }

    internal FakeSipChannel PerchChannel { get; }

    internal FakeDirectory Directory { get; } = new("perch.test");

    internal FakeRouting Routing { get; }

    internal CallServices Services { get; }

    internal DeskPhone Alice { get; }

    internal DeskPhone Bob { get; }

    internal DeskPhone Carol { get; }

    /// <summary>The number of the first datagram after the phones have registered.</summary>
    internal int FirstDatagram { get; }

    internal ICallStarter Starter => _provider.GetRequiredService<ICallStarter>();

    internal ICallDrain Draining => _provider.GetRequiredService<ICallDrain>();

    /// <summary>What passed since the phones registered, as <c>alice &gt; INVITE</c> and <c>alice &lt; 180</c>.</summary>
    internal IEnumerable<string> Ladder => LadderOf(Network.Sent.Skip(FirstDatagram - 1));

    internal Device DeviceOf(DeskPhone phone) =>
        Directory.DeviceBySipUsername(Directory.DefaultAccount.Id, phone.Name)!;

    /// <summary>The usual story: ring these phones, and join who answers.</summary>
    internal Func<ICall, Task> Rings(params DeskPhone[] phones) => async call =>
    {
        var result = await call.RingAsync([.. phones.Select(DeviceOf)], TimeSpan.FromSeconds(20));

        if (result.Leg is { } leg)
        {
            await call.BridgeAsync(leg);
            return;
        }

        await call.HangUpAsync(result.Outcome switch
        {
            RingOutcome.Busy => HangUpCause.Busy,
            RingOutcome.Declined => HangUpCause.Declined,
            _ => HangUpCause.Unavailable,
        });
    };

    /// <summary>Delivers and runs stories until nothing moves; time stands still.</summary>
    internal void Settle()
    {
        while (Network.Deliver() > 0 || _stories.Pump())
        {
        }
    }

    /// <summary>Lets time pass.</summary>
    internal void Pass(double seconds)
    {
        Settle();

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(seconds); passed += Step)
        {
            Clock.Advance(Step);
            Settle();
        }
    }

    /// <summary>Lets as much time pass as it takes, at most a minute.</summary>
    internal void Until(Func<bool> condition, string what)
    {
        Settle();

        for (var steps = 0; !condition() && steps < 6000; steps++)
        {
            Clock.Advance(Step);
            Settle();
        }

        Assert.True(condition(), $"never came: {what}\n{string.Join('\n', Network.Sent.Skip(FirstDatagram - 1))}");
    }

    /// <summary>Nothing is left of any call.</summary>
    internal void ShouldBeQuiet()
    {
        Until(() => Services.Live.Count == 0 && Services.Dialogs.Count == 0, "no call and no dialog is left");
        Assert.Equal(0, Services.Engine.OpenPorts);
    }

    public void Dispose()
    {
        _provider.Dispose();

        foreach (var stack in _stacks)
        {
            stack.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    internal IEnumerable<string> LadderOf(IEnumerable<FakeDatagram> datagrams)
    {
        foreach (var datagram in datagrams)
        {
            var words = datagram.StartLine.Split(' ');
            var what = words[0] == "SIP/2.0" ? words[1] : words[0];

            if (_phones.Find(phone => phone.Address == datagram.From) is { } sender)
            {
                yield return $"{sender.Name} > {what}";
            }
            else if (_phones.Find(phone => phone.Address == datagram.To) is { } receiver)
            {
                yield return $"{receiver.Name} < {what}";
            }
        }
    }

    internal DeskPhone NewPhone(
        string name, string? owner, string? extension, string address, SipAddress server = default)
    {
        var user = owner is null ? null : Directory.AddUser(owner, extension);
        Directory.AddDevice(name, user);
        var stack = NewStack();
        var phone = new DeskPhone(name, stack, Network.Join(address, stack), server.IsNone ? PerchChannel.Local : server);
        _phones.Add(phone);

        if (extension is not null)
        {
            Routing[extension] = Rings(phone);
        }

        return phone;
    }

    private SipStack NewStack()
    {
        var stack = new SipStack(Clock, NullLoggerFactory.Instance);
        _stacks.Add(stack);

        return stack;
    }
}
