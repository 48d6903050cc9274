using System.Globalization;
using System.Net;
using Perch.Server.Configuration;
using Perch.Server.Demo;

namespace Perch.Server.Checking;

/// <summary>What a person enters into a telephone.</summary>
internal static class PhoneEntries
{
    private const int UsualPort = 5060;

    public static IReadOnlyList<string> Of(ServerOptions options, DatabaseFindings database)
    {
        var address = options.Sip.Count > 0 ? options.Sip[0] : new IPEndPoint(IPAddress.Any, UsualPort);
        var isAny = address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any);
        var server = options.ExternalAddress ?? (isAny ? MachineAddress.Of() : address.Address);
        var user = database.Device ?? "window-desk";

        return
        [
            "What to enter into a phone:",
            $"  server, registrar   {server}",
            string.Create(CultureInfo.InvariantCulture, $"  port                {address.Port}"),
            "  transport           UDP, or TCP",
            $"  domain, realm       {database.Realm}",
            "  user name           the device's sip.username (also as authentication name)",
            "  password            GET /api/v1/devices/ID/credentials shows it",
            $"  example             {user}@{database.Realm}, proxy {server}:{address.Port}",
        ];
    }
}
