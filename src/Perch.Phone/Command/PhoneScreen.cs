using System.Threading.Channels;

namespace Perch.Phone;

/// <summary>
/// The phone's face: keys and one live line on a terminal; on a pipe commands line by line, and a line for each thing
/// that happens.
/// </summary>
internal sealed class PhoneScreen(SipPhone phone, PhoneConsole console)
{
    private const string EraseLine = "\r\u001b[K";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private string _typed = "";
    private long _answeredAt;
    private PhoneCall? _timed;

    private bool HasKeys => console.ReadKey is not null;

    /// <summary>Null when the user quit in order.</summary>
    public async Task<string?> RunAsync(string? dial, CancellationToken cancellation)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beginning = BeginAsync(dial, leaving.Token);

        try
        {
            if (HasKeys)
            {
                await RunOnKeysAsync(cancellation);
                return null;
            }

            return await RunOnLinesAsync(beginning, cancellation);
        }
        finally
        {
            await leaving.CancelAsync();
            await beginning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Keys are taken meanwhile. Where it fails the phone goes on trying, and calls may be possible.</summary>
    private async Task BeginAsync(string? dial, CancellationToken cancellation)
    {
        await phone.Registration.RegisterAsync(cancellation);

        if (dial is not null)
        {
            await DialAsync(dial, cancellation);
        }
    }

    /// <summary>One line of news; the live line stays below it.</summary>
    public void Say(string news)
    {
        lock (_gate)
        {
            console.Out.WriteLine(HasKeys ? $"{EraseLine}{Clock()} {news}" : news);
            console.Out.Flush();
        }

        Draw();
    }

    private async Task RunOnKeysAsync(CancellationToken cancellation)
    {
        var keys = StartReadingKeys();
        Say("? for the keys");

        var key = keys.ReadAsync(cancellation).AsTask();

        while (true)
        {
            Draw();
            await Task.WhenAny(key, phone.Changes.Next, Task.Delay(Beat, TimeProvider.System, cancellation));

            if (!key.IsCompleted)
            {
                continue;
            }

            if (!await TakeAsync(await key, cancellation))
            {
                break;
            }

            key = keys.ReadAsync(cancellation).AsTask();
        }

        lock (_gate)
        {
            console.Out.Write(EraseLine);
        }
    }

    /// <summary>False to quit.</summary>
    private async Task<bool> TakeAsync(ConsoleKeyInfo key, CancellationToken cancellation)
    {
        var call = phone.LastCall is { State: not PhoneCallState.Ended } live ? live : null;

        switch (char.ToLowerInvariant(key.KeyChar))
        {
            case (>= '0' and <= '9') or '*' or '#':
                Press(call, key.KeyChar);
                break;

            case '\r' or '\n' when call is { IsIncoming: true, State: PhoneCallState.Ringing }:
            case 'a':
                call?.Answer();
                break;

            case '\r' or '\n' when _typed.Length > 0 && call is null:
                await DialAsync(_typed, cancellation);
                _typed = "";
                break;

            case '\b' or '\u007f':
                _typed = _typed.Length > 0 ? _typed[..^1] : "";
                break;

            case 'h':
                call?.HangUp();
                break;

            case 'r':
                call?.Reject();
                break;

            case 'o':
                await ToggleHoldAsync(call, cancellation);
                break;

            case '?':
                Say("0-9 * # type or send, Enter dials or answers, a answer, r refuse, h hang up, o hold, q quit");
                break;

            case 'q' or '\u0003':
                return false;
        }

        return true;
    }

    private void Press(PhoneCall? call, char key)
    {
        if (call is { State: PhoneCallState.Answered })
        {
            // Several keys in a row are sent one after the other by the port itself.
            _ = call.PressAsync($"{key}");
        }

        _typed = call is null ? _typed + key : "";
    }

    private async Task ToggleHoldAsync(PhoneCall? call, CancellationToken cancellation)
    {
        if (call is { State: PhoneCallState.Answered }
            && !await (call.OnHold ? call.ResumeAsync(cancellation) : call.HoldAsync(cancellation)))
        {
            Say("the other side did not agree");
        }
    }

    private async Task DialAsync(string number, CancellationToken cancellation)
    {
        if (await phone.Link.ConnectAsync(cancellation))
        {
            phone.Dial(number);
        }
        else
        {
            Say("the server cannot be reached");
        }
    }

    /// <summary>At the end of the input a call in progress goes on until it ends by itself.</summary>
    private async Task<string?> RunOnLinesAsync(Task beginning, CancellationToken cancellation)
    {
        // Commands after the first need a registered phone, but who is not heard at all is not waited for.
        await phone.Changes.WaitUntilAsync(
            () => beginning.IsCompleted || phone.Registration is { IsUnheard: true } or
                { State: RegistrationState.Registered or RegistrationState.Refused },
            cancellation);
        var runner = new ScriptRunner(phone, console.Out, TimeProvider.System);

        while (await console.In.ReadLineAsync(cancellation) is { } line && line.Trim() is not ("quit" or "q"))
        {
            var parsed = ScriptParser.ParseLine(line);
            var fault = parsed.Fault
                ?? (parsed.Command is null ? null : await runner.RunAsync(parsed.Command, cancellation));

            if (fault is not null)
            {
                Say(fault);
            }
        }

        foreach (var call in phone.Calls.Where(call => call.State == PhoneCallState.Answered || !call.IsIncoming))
        {
            await call.WaitForEndAsync(cancellation);
        }

        return null;
    }

    private void Draw()
    {
        if (!HasKeys)
        {
            return;
        }

        var line = Line();

        lock (_gate)
        {
            console.Out.Write(EraseLine + (line.Length < console.Width ? line : line[..(console.Width - 1)]));
            console.Out.Flush();
        }
    }

    private string Line()
    {
        var call = phone.LastCall is { State: not PhoneCallState.Ended } live ? live : null;
        var state = call is null ? Words.ForRegistration(phone) : Words.For(call);
        var length = call is { State: PhoneCallState.Answered } ? $" {TalkedFor(call):mm\\:ss}" : "";

        return $"[{phone.Options.User}] {state}{length}  {_typed}";
    }

    private TimeSpan TalkedFor(PhoneCall call)
    {
        if (_timed != call)
        {
            _timed = call;
            _answeredAt = TimeProvider.System.GetTimestamp();
        }

        return TimeProvider.System.GetElapsedTime(_answeredAt);
    }

    private static string Clock() => $"{TimeProvider.System.GetLocalNow():HH:mm:ss}";

    /// <summary>Reading a key cannot be cancelled, so it has a thread that dies with the process.</summary>
    private ChannelReader<ConsoleKeyInfo> StartReadingKeys()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        var reading = new Thread(() =>
        {
            while (keys.Writer.TryWrite(console.ReadKey!()))
            {
            }
        })
        {
            IsBackground = true,
            Name = "phone-keys",
        };
        reading.Start();

        return keys.Reader;
    }
}
