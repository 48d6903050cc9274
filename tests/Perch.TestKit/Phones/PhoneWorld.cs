using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Media;
using Perch.Phone;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.Transport;

namespace Perch.TestKit.Phones;

/// <summary>
/// What the phones of one test share: sockets for audio, and either a network in memory or real SIP sockets. Audio is
/// real RTP on loopback in both.
/// </summary>
public sealed class PhoneWorld : IDisposable
{
    /// <summary>No condition of a test takes as long; only a fault does.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private readonly List<VirtualPhone> _phones = [];
    private readonly FakeSipNetwork? _network;
    private readonly TimeProvider _time;
    private int _nextPort = 6001;

    /// <param name="time">The phones' clock; of a network in memory, the same.</param>
    /// <param name="network">Null for UDP and TCP on loopback.</param>
    public PhoneWorld(TimeProvider time, FakeSipNetwork? network = null)
    {
        _time = time;
        _network = network;
        Media = new(
            new MediaOptions { FirstPort = 50000, LastPort = 59999, EmergencyPairs = 0 }, time, NullLoggerFactory.Instance);
    }

    public MediaEngine Media { get; }

    /// <summary>All that were plugged in; they are unplugged with this.</summary>
    public IReadOnlyList<VirtualPhone> Phones => _phones;

    /// <summary>A phone that is plugged in and knows its server, but has not registered.</summary>
    /// <param name="server">Where the server listens; on loopback.</param>
    public VirtualPhone Plug(PhoneOptions options, IPEndPoint server, SipProtocol protocol = SipProtocol.Udp)
    {
        var listener = new PromptListener();
        var heard = options with
        {
            KeyPress = TimeSpan.FromMilliseconds(40),
            Hears = (codec, _, payload) =>
            {
                if (codec == Rtp.AudioCodec.Pcmu)
                {
                    listener.Hear(payload);
                }
            },
        };
        var phone = new VirtualPhone(this, new SipPhone(heard, LinkTo(server, protocol), Media), listener);
        _phones.Add(phone);

        return phone;
    }

    /// <inheritdoc cref="Plug(PhoneOptions, IPEndPoint, SipProtocol)"/>
    public VirtualPhone Plug(string user, string password, string realm, IPEndPoint server) => Plug(
        new PhoneOptions { User = user, Password = new(password), Realm = realm, Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma] },
        server);

    /// <summary>Delivers what is on its way until the condition holds. Never waits longer than <see cref="Patience"/>.</summary>
    /// <param name="what">Names the condition in the failure: "the window desk rings".</param>
    public async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        var started = Stopwatch.GetTimestamp();

        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain: {what()}.");
            }

            if (Deliver() == 0 && !condition())
            {
                await Task.Delay(Look, TimeProvider.System);
            }
        }
    }

    /// <summary>Waits for a task of a phone while the network goes on.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, Func<string> what)
    {
        await UntilAsync(() => task.IsCompleted, what);

        return await task;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public async Task RunAsync(Task task, Func<string> what)
    {
        await UntilAsync(() => task.IsCompleted, what);
        await task;
    }

    /// <summary>Lets all that is on its way arrive; returns how much that was.</summary>
    public int Deliver() => _network?.Deliver() ?? 0;

    public void Dispose()
    {
        foreach (var phone in _phones)
        {
            phone.Dispose();
        }

        Media.Dispose();
    }

    private PhoneLink LinkTo(IPEndPoint server, SipProtocol protocol)
    {
        if (_network is null)
        {
            return protocol == SipProtocol.Tcp
                ? new TcpLink(server, _time, NullLoggerFactory.Instance)
                : new UdpLink(server, _time, NullLoggerFactory.Instance);
        }

        var stack = new SipStack(_time, NullLoggerFactory.Instance);
        var channel = _network.Join($"127.0.0.1:{_nextPort++}", stack, protocol);

        return PhoneLink.Over(stack, channel.To(SipAddress.From(server)));
    }
}
