using System.CommandLine;

namespace Perch.Server.CommandLine;

/// <summary>The program's commands. Exit status: 0, 1 for a failure, 2 for wrong usage.</summary>
internal static class PerchCommand
{
    public const int Failure = 1;
    public const int Usage = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Perch: a telephone system with hot desking at its centre.")
        {
            ServeCommand.Make(),
            PhoneCommand.Make(),
            ConfigCommand.Make(),
            CheckCommand.Make(),
            ExplainCommand.Make(),
            ImportCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
        };
        PhoneManual.AddTo(root);

        if (arguments.Length == 0)
        {
            await root.Parse(["--help"]).InvokeAsync(new() { Output = Console.Error });
            return Usage;
        }

        var parsed = root.Parse(arguments);

        if (Fault(parsed) is { } fault)
        {
            await Console.Error.WriteLineAsync($"perch: {fault} Try: perch --help");
            return Usage;
        }

        // The commands look after signals themselves: a server drains for longer than this library would wait.
        return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    /// <summary>A word that means nothing is named before whatever the library misses because of it.</summary>
    private static string? Fault(ParseResult parsed) => parsed switch
    {
        { Errors: [] } => null,
        { UnmatchedTokens: [var word, ..] } => $"There is no '{word}' here.",
        { Errors: [var first, ..] } => first.Message,
    };
}
