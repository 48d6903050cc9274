using System.CommandLine;
using Perch.Backup;
using Perch.Directory;
using Perch.Storage;

namespace Perch.Server.CommandLine;

/// <summary><c>perch restore</c>: makes an installation of a backup, all of it or nothing.</summary>
internal static class RestoreCommand
{
    private const string KeyVariable = "PERCH_RECOVERY_KEY";

    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A backup." };
        var key = new Option<string?>("--key")
        {
            HelpName = "KEY", Description = $"The recovery key (default: from {KeyVariable}, or the one in the data directory).",
        };
        var replace = new Option<bool>("--replace") { Description = "Puts the installation that is there aside." };
        var data = DataOption.Make();
        var command = new Command("restore", "Makes an installation of a backup.") { file, data, key, replace };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            parsed.GetValue(file)!,
            data.Read(parsed),
            parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable),
            parsed.GetValue(replace))));

        return command;
    }

    private static int Run(string file, DataDirectory data, string? keyText, bool replace)
    {
        var key = string.IsNullOrEmpty(keyText) ? null : RecoveryKey.Read(keyText);

        if (key is null && !string.IsNullOrEmpty(keyText))
        {
            Console.Error.WriteLine("perch: That is no recovery key: it has 52 letters and digits, as perch backup --show-key says them.");
            return PerchCommand.Usage;
        }

        try
        {
            var done = new Restore(file, data, key, replace).Run(new(StorageSchemas.All), TimeProvider.System);
            Tell(done, data);

            return 0;
        }
        catch (Exception failure) when (failure is BackupException or DataDirectoryException)
        {
            Console.Error.WriteLine($"perch: {failure.Message}");
            return PerchCommand.Failure;
        }
    }

    private static void Tell(RestoredBackup done, DataDirectory data)
    {
        if (done.Aside is { } aside)
        {
            Console.WriteLine($"What was in {data.Root} is in {aside}.");
        }

        var (accounts, users, devices) = done.Contents;
        Console.WriteLine(FormattableString.Invariant(
            $"{data.Root} is as it was at {done.Header.MadeAt:yyyy-MM-dd HH:mm} UTC: ")
            + FormattableString.Invariant($"accounts {accounts}, users {users}, devices {devices}. Start it with perch serve."));
    }
}
