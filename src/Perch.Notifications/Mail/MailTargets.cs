using System.Net;
using System.Net.Sockets;

namespace Perch.Notifications;

/// <summary>
/// Which mail servers may be connected to. Whoever may set one chooses what this server connects to from the inside, so
/// this machine itself and what only its own link can reach are closed unless the operator opens them.
/// </summary>
internal sealed class MailTargets(NotificationsOptions options)
{
    private static readonly IPNetwork[] Closed =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("::/128"), IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return options.LocalMail || !Array.Exists(Closed, network => network.Contains(plain));
    }

    /// <summary>Looks the name up and connects to what is allowed, in one: between the two a name could change.</summary>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = Array.FindAll(addresses, Allows);

        if (allowed.Length == 0)
        {
            throw new MailTargetException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name leads only to where mail may not go.</summary>
internal sealed class MailTargetException() : Exception("The mail server is this machine or on its link.");
