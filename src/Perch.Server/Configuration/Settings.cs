namespace Perch.Server.Configuration;

/// <summary>Every setting of the server, in the order of the help.</summary>
internal static class Settings
{
    public static readonly Setting Data = new(
        "data", "DIR", "Where everything is kept: database, keys, recordings (default: data).");

    public static readonly Setting Http = new(
        "http", "ADDR:PORT", "Portal and API listen here (default: all addresses, port 8080).") { Many = true };

    public static readonly Setting Sip = new(
        "sip", "ADDR:PORT", "SIP over UDP and TCP listens here (default: all addresses, port 5060).") { Many = true };

    public static readonly Setting ExternalAddress = new(
        "external-address", "IP", "What phones outside are told to reach us at, where we sit behind a NAT.");

    public static readonly Setting LocalNet = new(
        "local-net", "CIDR", "Phones in it reach us without the NAT (default: the private networks).") { Many = true };

    public static readonly Setting Rtp = new(
        "rtp", "FIRST-LAST", "UDP ports for audio (default: 20000-29999).");

    public static readonly Setting Realm = new(
        "realm", "NAME", "The SIP domain of the first account; used when the database is made.");

    public static readonly Setting AdminPassword = new(
        "admin-password", "PASSWORD", "Of the first administrator, when the database is made (default: random, printed once).")
    {
        Secret = true,
    };

    public static readonly Setting Demo = new(
        "demo", null, "Adds an office to try, and prints what to dial from where.");

    public static readonly Setting Prompts = new(
        "prompts", "DIR", "Spoken prompts, a folder for each language (default: those beside the program).");

    public static readonly Setting MetricsToken = new(
        "metrics-token", "TOKEN", "Lets others than this machine read /metrics, as a bearer token.") { Secret = true };

    public static readonly Setting LocalWebhooks = new(
        "local-webhooks", null, "Lets webhooks go to this machine itself and to link-local addresses.");

    public static readonly Setting LocalMail = new(
        "local-mail", null, "Lets mail go through a server on this machine itself or at a link-local address.");

    public static readonly Setting BackupAt = new(
        "backup-at", "HH:MM", "When the nightly backup is made, by the first account's clocks, or off (default: 03:30).");

    public static readonly Setting LogLevel = new(
        "log-level", "LEVEL", "debug, information, warning or error (default: information).");

    public static readonly Setting LogFormat = new(
        "log-format", "FORMAT", "text, one readable line an event, or json, one object a line (default: text).");

    public static readonly Setting OtlpEndpoint = new(
        "otlp-endpoint", "URL", "Sends traces there by OTLP, port 4317 by gRPC, others by HTTP (default: none are made).")
    {
        StandardVariable = "OTEL_EXPORTER_OTLP_ENDPOINT",
    };

    public static readonly IReadOnlyList<Setting> All =
    [
        Data, Http, Sip, ExternalAddress, LocalNet, Rtp, Realm, AdminPassword, Demo, Prompts, MetricsToken, LocalWebhooks,
        LocalMail, BackupAt, LogLevel, LogFormat, OtlpEndpoint,
    ];
}
