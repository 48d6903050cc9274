using System.CommandLine;
using Perch.Backup;
using Perch.Directory;

namespace Perch.Server.CommandLine;

/// <summary><c>perch backup</c>: one encrypted file of everything, also beside a running server.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Where to; it must not exist yet.", Arity = ArgumentArity.ZeroOrOne,
        };
        var showKey = new Option<bool>("--show-key")
        {
            Description = "Prints the recovery key, which opens the backups: keep it elsewhere.",
        };
        var data = DataOption.Make();
        var command = new Command("backup", "Copies an installation into one encrypted file, while the server runs.")
        {
            file, data, showKey,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(parsed.GetValue(file), data.Read(parsed), parsed.GetValue(showKey), cancellation)));

        return command;
    }

    private static int Run(string? file, DataDirectory data, bool showKey, CancellationToken cancellation)
    {
        if (file is null && !showKey)
        {
            Console.Error.WriteLine("perch: Name the file to write, or ask with --show-key. Try: perch backup --help");
            return PerchCommand.Usage;
        }

        try
        {
            var maker = new BackupMaker(data, new KeyFiles(data), TimeProvider.System);

            if (file is not null)
            {
                maker.Make(Path.GetFullPath(file), cancellation);
                Console.WriteLine($"{file} is written. Only the recovery key opens it: perch backup --show-key.");
            }

            if (showKey)
            {
                Console.WriteLine(maker.ShowKey());
            }

            return 0;
        }
        catch (Exception failure) when (failure is BackupException or DataDirectoryException)
        {
            Console.Error.WriteLine($"perch: {failure.Message}");
            return PerchCommand.Failure;
        }
    }
}
