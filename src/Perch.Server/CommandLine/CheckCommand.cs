using System.CommandLine;
using Perch.Server.Checking;
using Perch.Server.Configuration;

namespace Perch.Server.CommandLine;

/// <summary><c>perch check</c>: what is wrong with this installation, and what to enter into a phone.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var options = new SettingOptions();
        var command = new Command("check", "Says what is wrong with this installation, and what to enter into a phone.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options, parsed));

        return command;
    }

    private static async Task<int> RunAsync(SettingOptions options, ParseResult parsed)
    {
        try
        {
            var settings = options.Read(parsed);

            return await RunAsync(
                OptionsFromSettings.Make(settings), settings.One(Settings.Realm) is not null, Console.Out);
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync($"perch: {wrong.Message}");
            return PerchCommand.Usage;
        }
    }

    /// <summary>0 where nothing is wrong, else 1.</summary>
    internal static async Task<int> RunAsync(ServerOptions options, bool realmGiven, TextWriter output)
    {
        var database = DatabaseCheck.Run(options, realmGiven);
        Finding[] findings =
        [
            .. await NetworkCheck.RunAsync(options),
            .. MachineCheck.Run(options, TimeProvider.System),
            .. database.Findings,
        ];

        foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        await output.WriteLineAsync();

        foreach (var line in PhoneEntries.Of(options, database))
        {
            await output.WriteLineAsync(line);
        }

        return findings.Any(finding => finding.Verdict == Verdict.Wrong) ? PerchCommand.Failure : 0;
    }
}
