using System.Net;
using System.Net.Sockets;
using Perch.Transport;
using TcpListener = Perch.Transport.TcpListener;

namespace Perch.Server.Hosting;

/// <summary>The sockets SIP comes in by: UDP and TCP at the same port of each address.</summary>
internal sealed class SipListeners : IDisposable
{
    /// <summary>How often a free UDP port is tried whose TCP port is taken.</summary>
    private const int Attempts = 20;

    private readonly List<UdpListener> _udp = [];
    private readonly List<TcpListener> _tcp = [];

    private SipListeners()
    {
    }

    public IReadOnlyList<IPEndPoint> Addresses => [.. _udp.Select(listener => listener.Address)];

    /// <exception cref="StartException">An address is taken or not ours.</exception>
    public static SipListeners Open(IReadOnlyList<IPEndPoint> addresses, SipStack stack)
    {
        var listeners = new SipListeners();

        try
        {
            foreach (var address in addresses)
            {
                listeners.OpenBoth(address, stack, Attempts);
            }

            return listeners;
        }
        catch
        {
            listeners.Dispose();
            throw;
        }
    }

    /// <summary>The UDP sockets, for what is sent through them.</summary>
    public IReadOnlyList<SipChannel> Udp => [.. _udp.Select(listener => listener.Channel)];

    /// <summary>Receives and accepts from here on.</summary>
    public void Start()
    {
        _udp.ForEach(static listener => listener.Start());
        _tcp.ForEach(static listener => listener.Start());
    }

    public void Dispose()
    {
        foreach (var listener in _udp)
        {
            listener.Dispose();
        }

        foreach (var listener in _tcp)
        {
            listener.Dispose();
        }
    }

    private void OpenBoth(IPEndPoint address, SipStack stack, int attempts)
    {
        var udp = BindFailure.Explain("SIP over UDP", address, "--sip", () => new UdpListener(address, stack));

        try
        {
            var both = new IPEndPoint(address.Address, udp.Address.Port);
            _tcp.Add(BindFailure.Explain("SIP over TCP", both, "--sip", () => new TcpListener(both, stack)));
            _udp.Add(udp);
        }
        catch (StartException) when (address.Port == 0 && attempts > 1)
        {
            udp.Dispose();
            OpenBoth(address, stack, attempts - 1);
        }
        catch
        {
            udp.Dispose();
            throw;
        }
    }
}
