using System.Diagnostics;
using System.Net;
using System.Text;

namespace Perch.Interop.Tests;

/// <summary>A telephone that is not ours: baresip in a network namespace, with a tone for a voice.</summary>
internal sealed class BaresipPhone : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);
    private readonly string _name;
    private readonly string _folder;
    private readonly string _server;
    private readonly Process _process;
    private readonly StringBuilder _trace = new();
    private BaresipControl _control = null!;
    private int _seen;

    private BaresipPhone(string name, string folder, string server, Process process)
    {
        _name = name;
        _folder = folder;
        _server = server;
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Every SIP message in and out, as baresip prints it.</summary>
    public string Trace
    {
        get
        {
            lock (_trace)
            {
                return _trace.ToString();
            }
        }
    }

    /// <summary>Plugs it in and waits until it is registered; without a password it registers nowhere.</summary>
    public static async Task<BaresipPhone> PlugInAsync(LabNetwork network, PhoneSettings settings)
    {
        var address = await network.AddHostAsync(settings.Username);
        var server = (settings.Server ?? network.ServerAddress).ToString();
        var folder = Folders.CreateTempSubdirectory($"perch-baresip-{settings.Username}-").FullName;
        var account = $"<sip:{settings.Username}@{server}>;auth_pass={settings.Password};"
            + $"regint={(settings.Password is null ? 0 : 600)};audio_codecs=PCMU;answermode=manual;ptime=20";
        BaresipConfiguration.Write(folder, address, account, settings.ToneHz);
        var process = LabNetwork.Start(settings.Username, "stdbuf", "-oL", "baresip", "-4", "-s", "-f", folder);
        var phone = new BaresipPhone(settings.Username, folder, server, process);
        phone._control = await BaresipControl.ConnectAsync(new IPEndPoint(address, BaresipConfiguration.ControlPort));

        if (settings.Password is not null)
        {
            // Said before the remote control was there, or after.
            await Until.TrueAsync(() => phone.Trace.Contains("200 OK", StringComparison.Ordinal), Patience, phone.Story);
        }

        return phone;
    }

    /// <summary>Dials within its own server, or a whole URI. What happened before is no longer waited for.</summary>
    public async Task DialAsync(string number)
    {
        Forget();
        await _control.SendAsync("dial", number.StartsWith("sip:", StringComparison.Ordinal) ? number : $"sip:{number}@{_server}");
    }

    public Task AnswerAsync() => _control.SendAsync("accept");

    public Task HangUpAsync() => _control.SendAsync("hangup");

    /// <summary>Presses keys, as RFC 4733 events.</summary>
    public Task PressAsync(string keys) => _control.SendAsync("sndcode", keys);

    public Task RingsAsync() => SeesAsync("CALL_INCOMING");

    public Task IsConnectedAsync() => SeesAsync("CALL_ESTABLISHED");

    public Task IsOnHookAsync() => SeesAsync("CALL_CLOSED");

    public bool HasRung => _control.Events.Skip(_seen).Any(told => told.Type == "CALL_INCOMING");

    /// <summary>Only what happens from now on counts.</summary>
    public void Forget() => _seen = _control.Events.Count;

    /// <summary>Waits until so much was heard; while nobody sends, time stands still.</summary>
    public Task ListensForAsync(TimeSpan time) =>
        Until.TrueAsync(() => HeardAudio.LengthOf(LastRecording()) >= time - Slack, Patience + time, Story);

    /// <summary>What the last call, which is over, sounded like.</summary>
    public async Task<HeardAudio> HeardAsync()
    {
        await IsOnHookAsync();

        return HeardAudio.Load(LastRecording() ?? throw new InvalidOperationException($"{_name} heard nothing"));
    }

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folders.Delete(_folder, recursive: true);
    }

    private Task SeesAsync(string type) => Until.SeenAsync(
        () => _control.Events.Skip(_seen).FirstOrDefault(told => told.Type == type), Patience, () => $"{type} at {Story()}");

    private string? LastRecording() =>
        Folders.EnumerateFiles(Path.Combine(_folder, "heard"), "*-dec.wav").Max(StringComparer.Ordinal);

    private string Story() => $"{_name}: {string.Join(", ", _control.Events.Select(told => told.Type))}\n{Trace}";

    private void Note(string? line)
    {
        lock (_trace)
        {
            _trace.AppendLine(line);
        }
    }
}

/// <param name="Password">Null for a telephone that registers nowhere.</param>
/// <param name="ToneHz">Its voice.</param>
/// <param name="Server">Another one than the lab's own.</param>
internal sealed record PhoneSettings(string Username, string? Password, int ToneHz, IPAddress? Server = null);
