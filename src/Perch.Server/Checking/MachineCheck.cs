using System.Globalization;
using Perch.Media;
using Perch.Server.Configuration;

namespace Perch.Server.Checking;

/// <summary>Clock, disk, recordings and certificate.</summary>
internal static class MachineCheck
{
    private const long Full = 100L << 20;
    private const long Low = 1L << 30;
    private const string SynchronisedMark = "/run/systemd/timesync/synchronized";
    private static readonly TimeSpan ClockMayDiffer = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Finding> Run(ServerOptions options, TimeProvider time) =>
    [
        System.IO.Directory.Exists(options.DataDirectory)
            ? Clock(options.DataDirectory, time)
            : Finding.Note($"{options.DataDirectory} does not exist yet.", "The first perch serve makes it."),
        Disk(options.DataDirectory),
        Prompts(options.PromptDirectory),
        Finding.Note("There is no certificate: HTTP and SIP are not encrypted.", "Keep both inside your own network."),
    ];

    /// <summary>Against the file system, whose machine may be another, and what says whether a time server is followed.</summary>
    private static Finding Clock(string directory, TimeProvider time)
    {
        try
        {
            var probe = Path.Combine(directory, $".clock-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(probe), TimeSpan.Zero);
            File.Delete(probe);
            var differs = (time.GetUtcNow() - written).Duration();

            if (differs > ClockMayDiffer)
            {
                return Finding.Wrong(
                    string.Create(CultureInfo.InvariantCulture, $"The clock differs from the disk's by {differs.TotalSeconds:0} s."),
                    "Set the clock, and have it follow a time server: timedatectl set-ntp true.");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.Wrong(
                $"{directory} cannot be written: {failure.Message}", "Give the directory to the user that perch runs as.");
        }

        return File.Exists(SynchronisedMark)
            ? Finding.Fine("The clock follows a time server.")
            : Finding.Note(
                "It cannot be told whether the clock follows a time server.", "Make sure of it: timedatectl set-ntp true.");
    }

    private static Finding Disk(string directory)
    {
        var free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"The disk of {directory} has {free >> 20} MiB free.");

        return free switch
        {
            < Full => Finding.Wrong(text, "Make room: log-ins are refused when the disk is full."),
            < Low => Finding.Note(text, "Make room before it fills up."),
            _ => Finding.Fine(text),
        };
    }

    private static Finding Prompts(string directory) => new PromptLibrary(directory).Has("hotdesk-enter-id")
        ? Finding.Fine($"The spoken prompts are in {directory}.")
        : Finding.Wrong($"There are no spoken prompts in {directory}.", "Give their folder by --prompts, or install perch again.");
}
