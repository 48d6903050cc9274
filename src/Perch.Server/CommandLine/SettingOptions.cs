using System.CommandLine;
using Perch.Server.Configuration;

namespace Perch.Server.CommandLine;

/// <summary>The flags of the settings, on a command.</summary>
internal sealed class SettingOptions
{
    private readonly Dictionary<Setting, Option> _options = Settings.All.ToDictionary(setting => setting, MakeOption);

    public void AddTo(Command command)
    {
        foreach (var setting in Settings.All)
        {
            command.Options.Add(_options[setting]);
        }
    }

    public SettingsInForce Read(ParseResult parsed) => SettingsReader.Read(
        Settings.All.Where(setting => parsed.GetResult(_options[setting]) is { Implicit: false })
            .ToDictionary(
                setting => setting, IReadOnlyList<string> (setting) => Values(parsed, _options[setting])),
        Environment.GetEnvironmentVariable);

    private static Option MakeOption(Setting setting)
    {
        Option option = setting.Argument is null
            ? new Option<bool>(setting.Flag)
            : setting.Many
                ? new Option<string[]>(setting.Flag) { HelpName = setting.Argument }
                : new Option<string>(setting.Flag) { HelpName = setting.Argument };
        option.Description = setting.Description;

        return option;
    }

    private static string[] Values(ParseResult parsed, Option option) => option switch
    {
        Option<bool> flag => [parsed.GetValue(flag) ? "true" : "false"],
        Option<string> text => [parsed.GetValue(text)!],
        Option<string[]> texts => parsed.GetValue(texts) ?? [],
        _ => [],
    };
}
