using System.Net;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>What peers are told to reach us at, where that differs from what our sockets see. Media uses it too.</summary>
public sealed record SipAddressing
{
    public static readonly SipAddressing Default = new();

    private static readonly IPNetwork[] PrivateNetworks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>The address of the NAT we are behind; none where the sockets' addresses are the public ones.</summary>
    public IPAddress? External { get; init; }

    /// <summary>Peers inside these reach us without the NAT; by default all private and loopback networks.</summary>
    public IReadOnlyList<IPNetwork> LocalNets { get; init; } = PrivateNetworks;

    /// <summary>The address to tell <paramref name="peer"/> for what listens at <paramref name="local"/>; the port stays.</summary>
    public SipAddress Advertise(SipAddress local, SipAddress peer)
    {
        // An external IPv4 address is of no use to a peer that speaks IPv6.
        if (External is null || SipAddress.From(new(External, 0)).IsIpv6 != peer.IsIpv6)
        {
            return local;
        }

        var address = peer.ToIPAddress();

        foreach (var network in LocalNets)
        {
            if (network.Contains(address))
            {
                return local;
            }
        }

        return SipAddress.From(new(External, local.Port));
    }
}
