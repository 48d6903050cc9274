using System.Text;
using Perch.Media;
using Perch.Rtp;
using Perch.Sip;

namespace Perch.Phone;

/// <summary>What the receiver says and hears.</summary>
public sealed partial class PhoneCall
{
    private static readonly Tone Silence = new([new(0, 0, 1000)]);

    private Stream? _recording;
    private Task _recorded = Task.CompletedTask;

    /// <summary>Completes when the recording of this call is whole and its stream closed.</summary>
    public Task Recorded => _recorded;

    public bool IsRecording => Volatile.Read(ref _recording) is not null;

    /// <summary>Plays to the other end; completes when it was sent, or is cancelled with the call.</summary>
    public Task PlayAsync(AudioClip clip, CancellationToken cancellation = default) =>
        _media?.PlayAsync([clip], cancellation) ?? Task.FromCanceled(new CancellationToken(true));

    /// <summary>Writes what is heard as WAV; the stream is closed at the end of the call or of the recording.</summary>
    public void StartRecording(Stream wav)
    {
        lock (_gate)
        {
            if (_media is null || _recording is not null)
            {
                throw new InvalidOperationException("There is nothing to record, or it is recorded already.");
            }

            _recording = wav;
            _media.StartRecording(wav);
        }
    }

    public Task StopRecordingAsync()
    {
        if (_media is { } media)
        {
            EndRecording(media);
        }

        return _recorded;
    }

    /// <summary>
    /// Presses keys one after the other; completes when all were sent, or when the call ends, as it may by one of
    /// them. Unknown keys are an error.
    /// </summary>
    public async Task PressAsync(string keys, DigitMethod method = DigitMethod.Negotiated)
    {
        try
        {
            foreach (var key in keys)
            {
                await PressAsync(key, method);
            }
        }
        catch (OperationCanceledException) when (State == PhoneCallState.Ended)
        {
            // Nobody is there any more to hear the rest.
        }
    }

    private Task PressAsync(char key, DigitMethod method)
    {
        if (State == PhoneCallState.Ended || _media is not { } media)
        {
            return Task.CompletedTask;
        }

        return method switch
        {
            DigitMethod.Negotiated => media.SendDigitAsync(key, _phone.Options.KeyPress),
            DigitMethod.InBand => media.PlayAsync([Sound(key)]),
            DigitMethod.InfoRelay => SendInfoAsync("application/dtmf-relay", $"Signal={key}\r\nDuration=160\r\n"),
            DigitMethod.InfoPlain => SendInfoAsync("application/dtmf", $"{key}"),
        };
    }

    private static AudioClip Sound(char key)
    {
        var tone = Tone.Dtmf(key) ?? throw new ArgumentOutOfRangeException(nameof(key), "is none of 0-9, *, #, A-D");
        var samples = new short[8000 * 160 / 1000];
        new ToneGenerator(tone, 8000).Generate(samples.AsSpan(0, 800));

        return AudioClip.FromSamples(samples, 8000);
    }

    private Task SendInfoAsync(string type, string body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        void Rest(SipWriter writer) => writer.Body(Encoding.ASCII.GetBytes(type), Encoding.ASCII.GetBytes(body));

        lock (_gate)
        {
            Inside(_dialog!, SipMethod.Info, Rest, _ => done.TrySetResult()).Send();
        }

        return done.Task;
    }

    /// <summary>Brings the port in line with what was agreed on.</summary>
    private void ConfigureMedia() => ConfigureMedia(isAnswered: State == PhoneCallState.Answered);

    private void ConfigureMedia(bool isAnswered)
    {
        if (_sdp?.Agreed is not { } audio || _media is not { } media)
        {
            return;
        }

        media.Configure(new(
            (AudioCodec)(int)audio.Codec,
            audio.PayloadType,
            audio.TelephoneEventPayloadType,
            audio.PacketTimeMs,
            audio.RemoteRtp,
            audio.RemoteRtcp)
        {
            Direction = (MediaDirection)(int)audio.Direction,
        });

        if (isAnswered && _phone.Options.SendsSilence)
        {
            media.StartTone(Silence);
        }
    }

    private void EndRecording(MediaPort media)
    {
        if (Interlocked.Exchange(ref _recording, null) is { } stream)
        {
            _recorded = CloseAsync(media.StopRecordingAsync(), stream);
        }
    }

    private static async Task CloseAsync(Task finished, Stream stream)
    {
        await finished;
        await stream.DisposeAsync();
    }
}
