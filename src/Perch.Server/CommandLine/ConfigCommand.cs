using System.CommandLine;
using System.Globalization;
using Perch.Server.Configuration;

namespace Perch.Server.CommandLine;

/// <summary><c>perch config</c>: what is in force, and where each value came from.</summary>
internal static class ConfigCommand
{
    private const int NameWidth = 18;
    private const int ValueWidth = 40;

    public static Command Make()
    {
        var options = new SettingOptions();
        var command = new Command("config", "Shows the settings in force, and where each comes from.");
        options.AddTo(command);
        command.SetAction(parsed => Run(options, parsed));

        return command;
    }

    private static int Run(SettingOptions options, ParseResult parsed)
    {
        try
        {
            var settings = options.Read(parsed);
            var inForce = OptionsFromSettings.Make(settings);

            foreach (var setting in Settings.All)
            {
                Console.WriteLine(
                    $"{setting.Name.PadRight(NameWidth)} {Show(setting, inForce).PadRight(ValueWidth)} " +
                    settings.SourceOf(setting));
            }

            return 0;
        }
        catch (SettingsException wrong)
        {
            Console.Error.WriteLine($"perch: {wrong.Message}");
            return PerchCommand.Usage;
        }
    }

    /// <summary>A value as people read it; secrets as stars.</summary>
    internal static string Show(Setting setting, ServerOptions options) => setting.Name switch
    {
        "data" => options.DataDirectory,
        "http" => string.Join(", ", options.Http),
        "sip" => string.Join(", ", options.Sip),
        "external-address" => options.ExternalAddress?.ToString() ?? "-",
        "local-net" => options.LocalNets is { Count: > 0 } nets ? string.Join(", ", nets) : "private networks",
        "rtp" => $"{options.FirstRtpPort}-{options.LastRtpPort}",
        "realm" => options.Realm,
        "admin-password" => options.AdminPassword is null ? "-" : "***",
        "demo" => options.Demo ? "on" : "off",
        "prompts" => options.PromptDirectory,
        "metrics-token" => options.MetricsToken is null ? "-" : "***",
        "local-mail" => options.LocalMail ? "on" : "off",
        "local-webhooks" => options.LocalWebhooks ? "on" : "off",
        "backup-at" => options.BackupAt?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "off",
        "log-level" => options.LogLevel.ToString().ToLowerInvariant(),
        "log-format" => options.LogFormat.ToString().ToLowerInvariant(),
        "otlp-endpoint" => options.OtlpEndpoint?.ToString() ?? "-",
        _ => throw new InvalidOperationException($"Nobody said how to show {setting.Name}."),
    };
}
