using System.Diagnostics;
using System.Net;

namespace Perch.Interop.Tests;

/// <summary>A telephone whose every message is written down: SIPp with a scenario from this folder.</summary>
internal sealed class SippPhone
{
    private readonly string _username;
    private readonly IPAddress _address;
    private readonly IPAddress _server;

    private SippPhone(string username, IPAddress address, IPAddress server) =>
        (_username, _address, _server) = (username, address, server);

    public static async Task<SippPhone> PlugInAsync(LabNetwork network, string username)
    {
        var phone = new SippPhone(username, await network.AddHostAsync(username), network.ServerAddress);
        await phone.PlayAsync("registers");

        return phone;
    }

    /// <summary>Plays a scenario to its end; a message it does not expect, or none in time, fails with SIPp's own words.</summary>
    public async Task PlayAsync(string scenario, string number = "-", SippEars? ears = null)
    {
        var folder = Folders.CreateTempSubdirectory("perch-sipp-").FullName;
        using var process = LabNetwork.Start(_username, "sipp", Arguments(scenario, number, ears, folder));
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);

        Assert.True(process.ExitCode == 0, $"{_username} {scenario} ended with {process.ExitCode}\n{Messages(folder)}{await errors}");
        Folders.Delete(folder, recursive: true);
    }

    private IEnumerable<string> Arguments(string scenario, string number, SippEars? ears, string folder) =>
    [
        $"{_server}:5060", "-sf", Path.Combine(AppContext.BaseDirectory, "Sipp", $"{scenario}.xml"),
        "-i", $"{_address}", "-p", "5060", "-m", "1", "-nostdin", "-timeout", "40s", "-timeout_error",
        "-au", _username, "-ap", Office.SipPassword,
        "-key", "user", _username, "-key", "number", number,
        "-key", "ears_ip", $"{ears?.Address ?? _address}", "-key", "ears_port", $"{ears?.Port ?? 16384}",
        "-trace_msg", "-message_file", Path.Combine(folder, "messages"),
        "-trace_err", "-error_file", Path.Combine(folder, "errors"),
    ];

    private static string Messages(string folder) =>
        string.Join('\n', Folders.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
