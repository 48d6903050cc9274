using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Crashes;

/// <summary>The program itself, so that it can be killed.</summary>
internal sealed partial class PerchProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private PerchProcess(Process process, IPEndPoint sip, Uri http)
    {
        _process = process;
        Sip = sip;
        Http = http;
    }

    public IPEndPoint Sip { get; }

    public Uri Http { get; }

    public static async Task<PerchProcess> StartAsync(string data, string prompts, int sipPort = 0, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "perch.dll");
        string[] arguments =
        [
            program, "serve", "--data", data, "--http", "127.0.0.1:0", "--sip", $"127.0.0.1:{sipPort}",
            "--realm", Pbx.Realm, "--admin-password", Pbx.AdminPassword, "--prompts", prompts, .. more,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;

        try
        {
            var ready = await ReadyLineAsync(process);

            // Or it would wait for us to read.
            _ = process.StandardOutput.ReadToEndAsync();

            return new(process, IPEndPoint.Parse(ready.Groups["sip"].Value), new(ready.Groups["http"].Value));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<Match> ReadyLineAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                return ready;
            }
        }

        throw new InvalidOperationException("perch ended before it was ready.");
    }

    /// <summary>As a power cut does it: nothing is written any more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [GeneratedRegex("Ready: SIP on (?<sip>[^ ,]+), API on (?<http>[^ ,]+)")]
    private static partial Regex Ready();
}
