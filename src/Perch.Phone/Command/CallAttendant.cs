using Perch.Media;

namespace Perch.Phone;

/// <summary>Says what happens to the phone's calls, and plays and records as the options ask.</summary>
internal sealed class CallAttendant(SipPhone phone, AudioClip? play, string? record, Action<string> say)
{
    private PhoneCall? _attended;
    private string _said = Words.ForRegistration(phone);
    private int _recordings;

    /// <summary>Follows the phone until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var next = phone.Changes.Next;
            Look();
            await next.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Look();
    }

    private void Look()
    {
        var registration = Words.ForRegistration(phone);
        var call = phone.LastCall;
        var now = call is null ? registration : Words.For(call);

        if (Fails(phone.Registration) && call is null or { State: PhoneCallState.Ended })
        {
            now = registration;
        }

        if (now != _said)
        {
            _said = now;
            say(now);
        }

        if (call is not null && call != _attended && call.State == PhoneCallState.Answered)
        {
            _attended = call;
            Attend(call);
        }
    }

    private static bool Fails(PhoneRegistration registration) =>
        registration.State == RegistrationState.Refused || registration.IsUnheard;

    private void Attend(PhoneCall call)
    {
        if (play is not null)
        {
            // Ends with the call, if not before.
            _ = call.PlayAsync(play);
        }

        if (record is not null && Sounds.TryRecord(call, NextName(record)) is { } fault)
        {
            say($"not recorded: {fault}");
        }
    }

    /// <summary>heard.wav, heard-2.wav …: a second call does not overwrite the first.</summary>
    private string NextName(string path) => ++_recordings == 1
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            $"{Path.GetFileNameWithoutExtension(path)}-{_recordings}{Path.GetExtension(path)}");
}
