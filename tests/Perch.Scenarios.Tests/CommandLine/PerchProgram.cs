using System.Diagnostics;

namespace Perch.Scenarios.Tests.CommandLine;

/// <summary>One run of the program to its end.</summary>
internal sealed record PerchProgram(int Status, string Output, string Errors)
{
    public static async Task<PerchProgram> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "perch.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);

        return new(process.ExitCode, await output, await errors);
    }
}
