using Perch.Sip;

namespace Perch.Transport;

public sealed partial class StreamChannel
{
    private const int FirstBufferBytes = 4 * 1024;

    private readonly SipMessage _message = new();
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _filled;
    private long _activeAt;
    private long _messageSince;

    void ITimerUser.OnTimer(int kind)
    {
        if (!IsOpen)
        {
            return;
        }

        var forMessage = Left(StreamLimits.CompleteMessage, ref _messageSince);
        var forIdle = KeepOpen ? StreamLimits.CheckEvery : Left(StreamLimits.Idle, ref _activeAt);

        if (forMessage <= TimeSpan.Zero)
        {
            Close("a message took too long");
        }
        else if (forIdle <= TimeSpan.Zero)
        {
            Close("idle");
        }
        else
        {
            LookIn(forMessage < forIdle ? forMessage : forIdle);
        }
    }

    /// <summary>At least every <see cref="StreamLimits.CheckEvery"/>, so that what begins meanwhile is seen.</summary>
    private void LookIn(TimeSpan left) =>
        _stack.Timers.Start(left < StreamLimits.CheckEvery ? left : StreamLimits.CheckEvery, this, 0);

    /// <summary>Of a limit that runs from this time stamp; the whole limit where nothing has begun.</summary>
    private TimeSpan Left(TimeSpan limit, ref long since) =>
        Volatile.Read(ref since) is var from and not 0 ? limit - _stack.Time.GetElapsedTime(from) : limit;

    private async Task ReadAsync()
    {
        while (IsOpen)
        {
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await _stream.ReadAsync(_buffer.AsMemory(_filled));

            if (read == 0)
            {
                return;
            }

            _filled += read;
            Volatile.Write(ref _activeAt, _stack.Time.GetTimestamp());

            if (!TakeMessages())
            {
                return;
            }
        }
    }

    /// <summary>Takes every whole message out of the buffer; false when the stream cannot be read on.</summary>
    private bool TakeMessages()
    {
        var taken = 0;
        FramingStatus status;

        do
        {
            var frame = SipFraming.Read(_buffer.AsSpan(taken, _filled - taken));
            status = frame.Status;
            Pong(frame.Pings);

            if (status == FramingStatus.Complete)
            {
                Take(taken + frame.Start, frame.Length);
            }
            else if (status.Rejection() is var why and not SipRejection.None)
            {
                Refuse(taken + frame.Start, why);
                return false;
            }

            taken += frame.Start + frame.Length;
        }
        while (status == FramingStatus.Complete && taken < _filled);

        _buffer.AsSpan(taken, _filled - taken).CopyTo(_buffer);
        _filled -= taken;
        NoteProgress(taken);

        return true;
    }

    private void NoteProgress(int taken)
    {
        // RFC 5626 §3.5.1: a lone line break is half a ping or a keep-alive of an older kind, not a message begun.
        if (_buffer.AsSpan(0, _filled).IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0)
        {
            Volatile.Write(ref _messageSince, 0);
        }
        else if (taken > 0 || _messageSince == 0)
        {
            Volatile.Write(ref _messageSince, _stack.Time.GetTimestamp());
        }
    }

    private void Take(int start, int length)
    {
        var flow = new SipFlow(this, Remote, Local);
        var rejection = _message.Parse(_buffer, start, length);

        if (rejection == SipRejection.None)
        {
            _stack.Receive(_message, flow);
        }
        else
        {
            _stack.ReceiveRejected(_message, rejection, flow);
        }
    }

    /// <summary>Where the next message begins is unknown, so the answer is the last thing that happens here.</summary>
    private void Refuse(int start, SipRejection why)
    {
        _message.Parse(_buffer, start, _filled - start);
        _stack.ReceiveRejected(_message, why, new SipFlow(this, Remote, Local));
    }

    /// <summary>RFC 5626 §3.5.1: a double CRLF is a ping, a single one its pong.</summary>
    private void Pong(int pings)
    {
        for (var index = 0; index < pings; index++)
        {
            Send("\r\n"u8, Remote, default);
        }
    }
}
