using System.Net;
using System.Net.Sockets;

namespace Perch.Events;

/// <summary>
/// Where webhooks may go. Whoever may add one chooses what this server connects to from the inside, so this machine
/// itself and what only its own link can reach are closed unless the operator opens them.
/// </summary>
internal sealed class WebhookTargets(EventsOptions options)
{
    public const int MaxUrlLength = 2000;

    private static readonly IPNetwork[] Closed =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("::/128"), IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>Null, or what is wrong with it. A name is looked up only when it is connected to.</summary>
    public string? Problem(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "must be an address that begins with http:// or https://";
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return "must have neither a user name nor a fragment";
        }

        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !Allows(address)
            || (uri.IsLoopback && !options.LocalWebhooks)
                ? "leads to this machine or its link; the operator can allow that by --local-webhooks"
                : null;
    }

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return options.LocalWebhooks || !Array.Exists(Closed, network => network.Contains(plain));
    }

    /// <summary>Looks the name up and connects to what is allowed, in one: between the two a name could change.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var endPoint = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, cancellation);
        var allowed = Array.FindAll(addresses, Allows);

        if (allowed.Length == 0)
        {
            throw new WebhookTargetException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            await socket.ConnectAsync(allowed, endPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name leads only to where webhooks may not go.</summary>
internal sealed class WebhookTargetException() : Exception("The address leads to this machine or its link.");
