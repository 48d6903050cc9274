using Perch.Media;

namespace Perch.Phone;

/// <summary>Does what a script says, one command after the other.</summary>
internal sealed class ScriptRunner(SipPhone phone, TextWriter output, TimeProvider time)
{
    private readonly PhoneExpectations _expectations = new(phone, time);

    /// <summary>Null when all went well, else which line failed and why.</summary>
    public async Task<string?> RunAsync(IReadOnlyList<ScriptLine> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            await output.WriteLineAsync($"> {line.Text}");

            if (await RunAsync(line.Command, cancellation) is { } fault)
            {
                return $"line {line.Number}: {line.Text}\n  {fault}";
            }
        }

        return null;
    }

    /// <summary>Null when the command could be done, else why not.</summary>
    public async Task<string?> RunAsync(ScriptCommand command, CancellationToken cancellation) => command switch
    {
        ScriptCommand.Register => await RegisterAsync(cancellation),
        ScriptCommand.Unregister => await UnregisterAsync(cancellation),
        ScriptCommand.Dial dial => await DialAsync(dial.Number, cancellation),
        ScriptCommand.Wait wait => await WaitAsync(wait.Duration, cancellation),
        ScriptCommand.Expect expect => await _expectations.MeetAsync(expect, cancellation),
        ScriptCommand.Say say => Say(say.Text),
        _ => phone.LastCall is { State: not PhoneCallState.Ended } call
            ? await RunOnCallAsync(call, command, cancellation)
            : "there is no call",
    };

    private static async Task<string?> RunOnCallAsync(
        PhoneCall call, ScriptCommand command, CancellationToken cancellation)
    {
        switch (command)
        {
            case ScriptCommand.Answer:
                return call.Answer() ? null : $"the call cannot be answered: it is {Words.For(call)}";

            case ScriptCommand.EarlyMedia:
                return call.StartEarlyMedia() ? null : "the call takes no early media";

            case ScriptCommand.Reject reject:
                call.Reject(reject.Status);
                return null;

            case ScriptCommand.Redirect redirect:
                call.Reject(302, redirect.Number);
                return null;

            case ScriptCommand.HangUp:
                call.HangUp();
                return null;

            case ScriptCommand.Hold:
                return await call.HoldAsync(cancellation) ? null : "the other side did not agree to hold";

            case ScriptCommand.Resume:
                return await call.ResumeAsync(cancellation) ? null : "the other side did not agree to resume";

            case ScriptCommand.Send send:
                await call.PressAsync(send.Keys, send.Method).WaitAsync(cancellation);
                return null;

            case ScriptCommand.Play play:
                return await PlayAsync(call, play.File, cancellation);

            case ScriptCommand.Record record:
                return Record(call, record.File);

            case ScriptCommand.StopRecording:
                await call.StopRecordingAsync();
                return null;

            default:
                throw new InvalidOperationException($"{command} is not done on a call.");
        }
    }

    private async Task<string?> RegisterAsync(CancellationToken cancellation) =>
        await phone.Registration.RegisterAsync(cancellation) ? null : Words.ForRegistration(phone);

    private async Task<string?> UnregisterAsync(CancellationToken cancellation) =>
        await phone.Registration.UnregisterAsync(cancellation) ? null : Words.ForRegistration(phone);

    private async Task<string?> DialAsync(string number, CancellationToken cancellation)
    {
        if (!await phone.Link.ConnectAsync(cancellation))
        {
            return "the server cannot be reached";
        }

        phone.Dial(number);

        return null;
    }

    private async Task<string?> WaitAsync(TimeSpan duration, CancellationToken cancellation)
    {
        await Task.Delay(duration, time, cancellation);

        return null;
    }

    private string? Say(string text)
    {
        output.WriteLine(text);

        return null;
    }

    private static async Task<string?> PlayAsync(PhoneCall call, string path, CancellationToken cancellation)
    {
        if (Sounds.TryLoad(path, out var clip) is { } fault)
        {
            return fault;
        }

        try
        {
            await call.PlayAsync(clip!, cancellation);

            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "the call ended before all was played";
        }
    }

    private static string? Record(PhoneCall call, string path) => Sounds.TryRecord(call, path);
}
