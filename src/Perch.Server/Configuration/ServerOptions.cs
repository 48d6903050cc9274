using System.Net;
using Perch.Backup;
using Serilog.Events;

namespace Perch.Server.Configuration;

/// <summary>What a server is started with. Immutable.</summary>
public sealed record ServerOptions
{
    public required string DataDirectory { get; init; }

    public IReadOnlyList<IPEndPoint> Http { get; init; } = [new(IPAddress.IPv6Any, 8080)];

    /// <summary>Each is opened for UDP and for TCP.</summary>
    public IReadOnlyList<IPEndPoint> Sip { get; init; } = [new(IPAddress.IPv6Any, 5060)];

    public IPAddress? ExternalAddress { get; init; }

    /// <summary>Empty: the private networks.</summary>
    public IReadOnlyList<IPNetwork> LocalNets { get; init; } = [];

    public int FirstRtpPort { get; init; } = 20000;

    public int LastRtpPort { get; init; } = 29999;

    public string Realm { get; init; } = "perch.local";

    /// <summary>Null: a random one is made and printed once.</summary>
    public string? AdminPassword { get; init; }

    public bool Demo { get; init; }

    public string PromptDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    public string? MetricsToken { get; init; }

    /// <summary>Webhooks may go to this machine itself and to link-local addresses.</summary>
    public bool LocalWebhooks { get; init; }

    /// <summary>Mail servers may be this machine itself or stand at link-local addresses.</summary>
    public bool LocalMail { get; init; }

    /// <summary>When the nightly backup is made, by the first account's clocks; null: never.</summary>
    public TimeOnly? BackupAt { get; init; } = BackupPlan.StandardTime;

    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>Who gathers traces; null: nobody, and none are made.</summary>
    public Uri? OtlpEndpoint { get; init; }

    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>How long live calls may go on after the server was told to stop.</summary>
    public TimeSpan DrainFor { get; init; } = TimeSpan.FromSeconds(30);

    public override string ToString() => $"server of {DataDirectory}";
}

/// <summary>How an event is written: for people, or for programs that gather logs.</summary>
public enum LogFormat
{
    /// <summary>Time, level, source and message.</summary>
    Text,

    /// <summary>One object a line.</summary>
    Json,
}
