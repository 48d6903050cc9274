using System.Text;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// Which account a phone means. A realm names its account; our address, an alias, and a name we do not know mean the
/// account of the port the request came to, else <c>default</c>. Thread-safe.
/// </summary>
public sealed class SipDomains(IDirectory directory, RegistrarOptions options)
{
    private const int MaxHost = 255;

    /// <summary>The account of the phone that sent the request. A phone is known by To where it registers, else by From.</summary>
    public Account AccountOf(SipMessage request, in SipFlow flow)
    {
        var own = request[request.Method == SipMethod.Register ? HeaderId.To : HeaderId.From];

        return Named(HostOfAddress(own)) ?? Named(HostOf(request.RequestUri)) ?? AccountAt(flow);
    }

    /// <summary>Whether the host is a realm, an alias, or an address, which can only be ours where it reached us.</summary>
    public bool IsOurs(ReadOnlySpan<byte> host) =>
        Named(host) is not null || SipAddress.TryParse(host, 0, out _) || IsAlias(host);

    internal static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> uri) =>
        SipUri.TryParse(uri, out var parsed) ? parsed.Host : default;

    internal static ReadOnlySpan<byte> HostOfAddress(ReadOnlySpan<byte> address) =>
        NameAddr.TryParse(address, out var parsed) ? HostOf(parsed.Uri) : default;

    private Account? Named(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty || host.Length > MaxHost)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxHost];

        // A realm may be written with the dot of the root at its end.
        return directory.AccountByRealm(text[..Encoding.ASCII.GetChars(host.TrimEnd((byte)'.'), text)]);
    }

    private Account AccountAt(in SipFlow flow) =>
        options.ListenerAccounts.TryGetValue(flow.Channel.Local.Port, out var id) && directory.Account(id) is { } account
            ? account
            : directory.DefaultAccount;

    private bool IsAlias(ReadOnlySpan<byte> host)
    {
        foreach (var alias in options.Aliases)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(host, alias))
            {
                return true;
            }
        }

        return false;
    }
}
