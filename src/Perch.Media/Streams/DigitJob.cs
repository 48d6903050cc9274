using Perch.Rtp;

namespace Perch.Media;

/// <summary>One key on its way to the other end, as an event or, when none was negotiated, as sound.</summary>
internal sealed class DigitJob
{
    private const int PauseMs = 60;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _durationMs;
    private readonly byte _code;
    private readonly char _digit;
    private TelephoneEventSender? _events;
    private uint _timestamp;
    private ToneSource? _sound;
    private int _leftMs;

    public DigitJob(char digit, byte code, TimeSpan duration)
    {
        _digit = digit;
        _code = code;
        _durationMs = (int)Math.Clamp(duration.TotalMilliseconds, 40, 8000);
        _leftMs = _durationMs + PauseMs;
    }

    public Task Done => _done.Task;

    /// <summary>Sends the packet that is due; false when the key and the pause after it are over.</summary>
    public bool SendDue(SendingSide side, MediaFormat format)
    {
        _leftMs -= format.PacketTimeMs;

        if (format.TelephoneEventPayloadType is { } payloadType)
        {
            SendEvent(side, format, (byte)payloadType);
        }
        else if (_leftMs >= PauseMs - format.PacketTimeMs)
        {
            _sound ??= new ToneSource(Tone.Dtmf(_digit, _durationMs)!, format.Codec);
            side.SendTone(_sound);
        }

        return _leftMs > 0 || _events is not null;
    }

    public void Complete() => _done.TrySetResult();

    public void Cancel() => _done.TrySetCanceled();

    private void SendEvent(SendingSide side, MediaFormat format, byte payloadType)
    {
        var step = format.PacketTimeMs * AudioCodecs.OctetsPerMillisecond;

        if (_sound is null && _timestamp == 0 && _events is null && _leftMs >= PauseMs - format.PacketTimeMs)
        {
            _events = new TelephoneEventSender(_code, _durationMs * AudioCodecs.OctetsPerMillisecond, step);
            _timestamp = side.BeginEvent(_events.Value.TotalDuration);
        }

        if (_events is not { } events)
        {
            return;
        }

        if (events.TryNext(out var next, out var marker))
        {
            _events = events;
            side.SendEvent(payloadType, marker, _timestamp, next);
        }
        else
        {
            _events = null;
        }
    }
}
