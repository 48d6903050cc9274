using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Perch.Interop.Tests;

/// <summary>The program itself, started as an administrator would, on a data directory of its own.</summary>
internal sealed class PerchProcess : IAsyncDisposable
{
    private const string AdminPassword = "correct horse battery staple";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _data = Folders.CreateTempSubdirectory("perch-interop-").FullName;
    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private PerchProcess(IPAddress address)
    {
        Http = new Uri($"http://{address}:8080/");
        _process = Commands.Start(
            Path.Combine(AppContext.BaseDirectory, "perch"),
            "serve", "--data", _data, "--http", $"{address}:8080", "--sip", $"{address}:5060", "--admin-password", AdminPassword);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Http { get; }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static async Task<PerchProcess> StartAsync(LabNetwork network)
    {
        var perch = new PerchProcess(network.ServerAddress);
        await Until.TrueAsync(perch.IsUp, Patience, () => $"perch listens: {perch.Log}");

        return perch;
    }

    public Task<Office> LogInAsync() => Office.LogInAsync(Http, "admin", AdminPassword);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folders.Delete(_data, recursive: true);
    }

    private bool IsUp()
    {
        Assert.False(_process.HasExited, Log);
        using var probe = new TcpClient();

        try
        {
            probe.Connect(Http.Host, Http.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
