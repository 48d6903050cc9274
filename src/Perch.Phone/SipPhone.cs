using System.Text;
using Perch.Media;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>
/// A SIP telephone: registers, calls and is called. Everything may be used from any thread; what it does by itself
/// shows in <see cref="Registration"/> and <see cref="Calls"/>, and every change is announced by <see cref="Changes"/>.
/// </summary>
public sealed partial class SipPhone : IDisposable
{
    private readonly DigestClient _digest;
    private readonly Lock _digestGate = new();
    private readonly Lock _callsGate = new();
    private readonly List<PhoneCall> _calls = [];
    private readonly byte[] _contactUser;

    /// <param name="link">Becomes the phone's, its stack too; it is disposed of with the phone.</param>
    /// <param name="media">May be shared by many phones.</param>
    public SipPhone(PhoneOptions options, PhoneLink link, MediaEngine media)
    {
        Options = options;
        Link = link;
        Media = media;
        _digest = new(options.User, options.Password.Text);
        _contactUser = Encoding.UTF8.GetBytes(SipEscapes.User(options.User));
        RegistrarUri = Encoding.UTF8.GetBytes($"sip:{options.Realm}");
        Address = NameAddress(options.DisplayName, UriFor(options.User));
        Registration = new(this);
        link.Stack.User = new Incoming(this);
    }

    public PhoneOptions Options { get; }

    public PhoneLink Link { get; }

    public PhoneChanges Changes { get; } = new();

    public PhoneRegistration Registration { get; }

    /// <summary>Calls that have not ended, the oldest first.</summary>
    public IReadOnlyList<PhoneCall> Calls
    {
        get
        {
            lock (_callsGate)
            {
                return [.. _calls.Where(call => call.State != PhoneCallState.Ended)];
            }
        }
    }

    /// <summary>The call that began last, ended or not; null before the first.</summary>
    public PhoneCall? LastCall { get; private set; }

    internal MediaEngine Media { get; }

    internal byte[] RegistrarUri { get; }

    /// <summary>The phone's own name and address.</summary>
    internal byte[] Address { get; }

    /// <summary>Calls a number of the own realm, or a whole SIP URI. The call may have failed already.</summary>
    public PhoneCall Dial(string number)
    {
        var call = PhoneCall.Outgoing(this, number);
        Add(call);
        call.Place();

        return call;
    }

    /// <summary>Leaves without a word: calls and binding are simply gone, as when the cable is pulled.</summary>
    public void Dispose()
    {
        Registration.Forget();

        foreach (var call in Calls)
        {
            call.Drop();
        }

        Link.Dispose();
    }

    internal void Add(PhoneCall call)
    {
        lock (_callsGate)
        {
            _calls.Add(call);
            LastCall = call;
        }
    }

    internal void Remove(PhoneCall call)
    {
        lock (_callsGate)
        {
            _calls.Remove(call);
        }
    }

    /// <summary>The call whose dialog a message belongs to, also one whose BYE still waits for an ACK.</summary>
    internal PhoneCall? Find(SipMessage message)
    {
        lock (_callsGate)
        {
            return _calls.Find(call => call.Owns(message));
        }
    }

    internal byte[] UriFor(string number) => number.StartsWith("sip:", StringComparison.OrdinalIgnoreCase)
        ? Encoding.UTF8.GetBytes(number)
        : Encoding.UTF8.GetBytes($"sip:{SipEscapes.User(number)}@{Options.Realm}");

    internal static byte[] NameAddress(string displayName, byte[] uri)
    {
        var writer = new SipWriter(128);

        if (displayName.Length > 0)
        {
            writer.Quoted(displayName);
            writer.Raw(" "u8);
        }

        writer.Raw("<"u8);
        writer.Clean(uri);
        writer.Raw(">"u8);

        return writer.ToArray();
    }

    /// <summary>Adds credentials where the server has asked for some before.</summary>
    internal void Sign(SipWriter writer, SipMethod method, ReadOnlySpan<byte> uri)
    {
        lock (_digestGate)
        {
            _digest.WriteAuthorization(writer, method, uri, SipTokens.NewTag());
        }
    }

    internal bool TakeChallenge(SipMessage response, bool wasSigned)
    {
        lock (_digestGate)
        {
            return _digest.TryTake(response, wasSigned);
        }
    }

    internal static ReadOnlySpan<byte> TransportName(in SipFlow flow) =>
        flow.Channel.Protocol == SipProtocol.Tcp ? "TCP"u8 : "UDP"u8;

    /// <summary>Where the phone wants to be called; empty while there is no way to the server.</summary>
    internal byte[] ContactUri()
    {
        if (Link.Flow is not { } flow)
        {
            return [];
        }

        var writer = new SipWriter(128);
        writer.Raw("sip:"u8);
        writer.Clean(_contactUser);
        writer.Raw("@"u8);
        writer.Address(Link.Stack.LocalAddressTo(flow), withPort: true);
        writer.Raw(flow.Channel.Protocol == SipProtocol.Tcp ? ";transport=tcp"u8 : default);

        return writer.ToArray();
    }

    internal void WriteContact(SipWriter writer)
    {
        writer.StartHeader(HeaderId.Contact);
        writer.Raw("<"u8);
        writer.Raw(ContactUri());
        writer.Raw(">"u8);
        writer.EndHeader();
    }

    /// <summary>Allow, Supported and User-Agent.</summary>
    internal void WriteAbilities(SipWriter writer)
    {
        writer.Header(HeaderId.Allow, "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, NOTIFY"u8);

        if (Options.SessionSeconds is not null)
        {
            writer.Header(HeaderId.Supported, "timer"u8);
        }

        writer.Header(HeaderId.UserAgent, Options.UserAgent);
    }
}
