using System.Diagnostics;

namespace Perch.Interop.Tests;

/// <summary>Programs of the operating system.</summary>
internal static class Commands
{
    /// <summary>Runs to the end and returns what was printed; a failure is a failed test that shows it.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}{await output}");
    }

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
