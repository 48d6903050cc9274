using System.CommandLine;
using Perch.Server.Configuration;
using Perch.Server.Demo;
using Perch.Server.Hosting;

namespace Perch.Server.CommandLine;

/// <summary><c>perch serve</c>: runs until it is told to stop, then lets live calls end.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var options = new SettingOptions();
        var command = new Command("serve", "Runs the telephone system.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options, parsed));

        return command;
    }

    private static async Task<int> RunAsync(SettingOptions options, ParseResult parsed)
    {
        try
        {
            await ServeAsync(OptionsFromSettings.Make(options.Read(parsed)));
            return 0;
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync($"perch: {wrong.Message}");
            return PerchCommand.Usage;
        }
        catch (StartException failure)
        {
            await Console.Error.WriteLineAsync($"perch: {failure.Message}");
            return PerchCommand.Failure;
        }
    }

    private static async Task ServeAsync(ServerOptions options)
    {
        using var signals = new StopSignals();
        await using var server = await PerchServer.StartAsync(options, TimeProvider.System);

        // Whoever gathers the log reads objects only: what is for people goes beside it.
        var people = options.LogFormat is LogFormat.Json ? Console.Error : Console.Out;
        await Greeting.WriteAsync(people, server, options);
        await using var life = options.Demo ? await DemoLife.BeginAsync(server, TimeProvider.System) : null;

        await signals.First;
        await server.DrainAsync(signals.Second);
    }
}
