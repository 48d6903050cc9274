using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;
using Perch.Sip;
using Perch.TestKit.Directory;
using Perch.TestKit.Network;
using Perch.TestKit.Time;
using Perch.Transport;

namespace Perch.Registrar.Tests;

/// <summary>Perch and a few desks on a network in memory; Alice's phone is known by her name.</summary>
internal sealed class Office : IDisposable, ISipUser
{
    private readonly List<SipStack> _stacks = [];
    private readonly RegistrarModule _module;
    private readonly Dictionary<string, FakeSipChannel> _strangers = [];

    public Office(
        RegistrarOptions? options = null, SipProtocol protocol = SipProtocol.Udp, FakeDirectory? directory = null,
        Office? before = null)
    {
        Directory = before?.Directory ?? directory ?? new();
        Clock.SetUtcNow(before?.Clock.GetUtcNow() ?? new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Network = new(Clock);
        Stack = NewStack();
        Stack.User = this;
        Channel = Network.Join("192.0.2.1:5060", Stack, protocol);
        _module = new(Stack, Directory, Directory, new byte[32], options ?? new(), [News]);
        Alice = before?.Alice ?? Directory.AddDevice("alice");
    }

    public FakeClock Clock { get; } = new();

    public FakeSipNetwork Network { get; }

    public FakeDirectory Directory { get; }

    public SipStack Stack { get; }

    public FakeSipChannel Channel { get; }

    public Device Alice { get; }

    public RecordedNews News { get; } = new();

    public ILocationService Locations => _module.Locations;

    public SipAuthenticator Gate => _module.Authenticator;

    public RegistrarModule Module => _module;

    /// <summary>Whom the gate let through with something other than a REGISTER.</summary>
    public List<AuthenticatedDevice> LetIn { get; } = [];

    public IReadOnlyList<string> ContactsOf(Device device) =>
        [.. Locations.BindingsOf(device.Id).Select(binding => Encoding.ASCII.GetString(binding.Contact.Span))];

    /// <summary>A phone at an address, with the password that the directory has for the name.</summary>
    public Phone Phone(string name = "alice", string address = "192.0.2.7:5060", SipProtocol protocol = SipProtocol.Udp)
    {
        var stack = NewStack();

        return new(this, stack, Network.Join(address, stack, protocol), name);
    }

    /// <summary>Bytes from an address where no phone is.</summary>
    public void Inject(string message, string from)
    {
        var sender = _strangers.TryGetValue(from, out var known) ? known : _strangers[from] = Network.Join(from, NewStack());
        sender.Send(Encoding.UTF8.GetBytes(message), Channel.Local, default);
        Network.Deliver();
    }

    public void OnRequest(SipMessage request, in SipFlow flow)
    {
        if (request.Method == SipMethod.Register)
        {
            _module.Registrar.OnRegister(request, flow);
        }
        else if (_module.Authenticator.TryAuthenticate(request, flow, out var sender))
        {
            LetIn.Add(sender);
            Stack.Reply(request, flow, 200);
        }
    }

    public void OnStrayResponse(SipMessage response, in SipFlow flow)
    {
    }

    public void Dispose()
    {
        _module.Dispose();
        _stacks.ForEach(stack => stack.Dispose());
    }

    private SipStack NewStack()
    {
        var stack = new SipStack(Clock, NullLoggerFactory.Instance);
        _stacks.Add(stack);

        return stack;
    }

    internal sealed class RecordedNews : IBindingListener
    {
        public List<string> Heard { get; } = [];

        public void OnAdded(BindingAdded added) => Heard.Add($"added {Text(added.Binding)}");

        public void OnRemoved(BindingRemoved removed) => Heard.Add($"{removed.Why} {Text(removed.Binding)}");

        private static string Text(DeviceBinding binding) => Encoding.ASCII.GetString(binding.Contact.Span);
    }
}
