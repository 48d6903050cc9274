using System.Globalization;
using System.Net;
using Serilog.Events;

namespace Perch.Server.Configuration;

/// <summary>Turns what was given into what a server is started with, or says what is wrong with it.</summary>
internal static class OptionsFromSettings
{
    private const int FewestRtpPorts = 100;

    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static ServerOptions Make(SettingsInForce settings)
    {
        var standard = new ServerOptions { DataDirectory = Path.GetFullPath(settings.One(Settings.Data) ?? "data") };
        var (first, last) = RtpPorts(settings) ?? (standard.FirstRtpPort, standard.LastRtpPort);

        return standard with
        {
            Http = EndPoints(settings, Settings.Http) ?? [new(AllAddresses, 8080)],
            Sip = EndPoints(settings, Settings.Sip) ?? [new(AllAddresses, 5060)],
            ExternalAddress = settings.One(Settings.ExternalAddress) is { } address ? Address(settings, address) : null,
            LocalNets = [.. settings.Many(Settings.LocalNet).Select(text => Network(settings, text))],
            FirstRtpPort = first,
            LastRtpPort = last,
            Realm = settings.One(Settings.Realm) is { } realm ? RealmName(settings, realm) : standard.Realm,
            AdminPassword = settings.One(Settings.AdminPassword),
            Demo = settings.One(Settings.Demo) is { } demo && Switch(settings, Settings.Demo, demo),
            PromptDirectory = settings.One(Settings.Prompts) ?? standard.PromptDirectory,
            MetricsToken = settings.One(Settings.MetricsToken),
            LocalWebhooks = settings.One(Settings.LocalWebhooks) is { } local
                && Switch(settings, Settings.LocalWebhooks, local),
            LocalMail = settings.One(Settings.LocalMail) is { } mail && Switch(settings, Settings.LocalMail, mail),
            BackupAt = settings.One(Settings.BackupAt) is { } time ? TimeOfDay(settings, time) : standard.BackupAt,
            LogLevel = settings.One(Settings.LogLevel) is { } level ? Level(settings, level) : standard.LogLevel,
            LogFormat = settings.One(Settings.LogFormat) is { } format ? Format(settings, format) : standard.LogFormat,
            OtlpEndpoint = settings.One(Settings.OtlpEndpoint) is { } url ? Collector(settings, url) : null,
        };
    }

    /// <summary>A machine without IPv6 cannot listen on <c>::</c>.</summary>
    private static IPAddress AllAddresses =>
        System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    private static IPEndPoint[]? EndPoints(SettingsInForce settings, Setting setting) =>
        settings.Many(setting) is { Count: > 0 } texts
            ? [.. texts.Select(text => EndPoint(text) ?? throw Wrong(
                settings, setting, text, "ADDRESS:PORT, such as 192.0.2.1:5060, [2001:db8::1]:5060 or 5060"))]
            : null;

    /// <summary><c>1.2.3.4:5060</c>, <c>[::1]:5060</c>, <c>*:5060</c>, <c>:5060</c> or <c>5060</c>.</summary>
    private static IPEndPoint? EndPoint(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "*" : text[..colon];
        var address = host is "" or "*" ? AllAddresses : IPAddress.TryParse(host, out var parsed) ? parsed : null;
        var isPort = ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port);

        return address is not null && isPort ? new(address, port) : null;
    }

    private static IPAddress Address(SettingsInForce settings, string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw Wrong(settings, Settings.ExternalAddress, text, "an IP address");

    private static IPNetwork Network(SettingsInForce settings, string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw Wrong(settings, Settings.LocalNet, text, "a network, such as 10.0.0.0/8");

    private static (int First, int Last)? RtpPorts(SettingsInForce settings)
    {
        if (settings.One(Settings.Rtp) is not { } text)
        {
            return null;
        }

        var parts = text.Split('-');

        return parts.Length == 2
            && ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first >= 1024 && last - first + 1 >= FewestRtpPorts
                ? (first, last)
                : throw Wrong(settings, Settings.Rtp, text, $"FIRST-LAST with at least {FewestRtpPorts} ports from 1024 up");
    }

    private static string RealmName(SettingsInForce settings, string text) =>
        Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4
            ? text.ToLowerInvariant()
            : throw Wrong(settings, Settings.Realm, text, "a domain name, such as pbx.example.com");

    private static bool Switch(SettingsInForce settings, Setting setting, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => throw Wrong(settings, setting, text, "true or false"),
    };

    private static TimeOnly? TimeOfDay(SettingsInForce settings, string text) =>
        text.Equals("off", StringComparison.OrdinalIgnoreCase)
            ? null
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw Wrong(settings, Settings.BackupAt, text, "a time such as 03:30, or off");

    private static LogEventLevel Level(SettingsInForce settings, string text) =>
        Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out var level) && !char.IsDigit(text[0])
            ? level
            : throw Wrong(settings, Settings.LogLevel, text, "debug, information, warning or error");

    private static LogFormat Format(SettingsInForce settings, string text) => text.ToLowerInvariant() switch
    {
        "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        _ => throw Wrong(settings, Settings.LogFormat, text, "text or json"),
    };

    private static Uri Collector(SettingsInForce settings, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? url
            : throw Wrong(settings, Settings.OtlpEndpoint, text, "a URL, such as http://127.0.0.1:4318");

    private static SettingsException Wrong(SettingsInForce settings, Setting setting, string text, string expected) =>
        new($"{settings.SourceOf(setting)}: \"{text}\" is not {expected}.");
}
