using System.Diagnostics;

namespace Perch.Storage.Tests;

/// <summary>A file system of a megabyte or so. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static SmallDisk Mount(CancellationToken cancellation, int megabytes = 1)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Needs root, to mount a small disk; the test with max_page_count runs without.");
        cancellation.ThrowIfCancellationRequested();
        var path = System.IO.Directory.CreateTempSubdirectory("perch-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path);
        return new SmallDisk(path);
    }

    public void Fill()
    {
        using var file = File.Create(Ballast);
        try
        {
            file.Write(new byte[16 * 1024 * 1024]);
            file.Flush();
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", Path);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        System.IO.Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "This root may not mount disks.");
    }
}
