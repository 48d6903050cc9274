using System.Net;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>Which audio of a port is recorded.</summary>
public enum RecordedAudio
{
    Received,
    Sent,
}

/// <summary>Listens to what a port receives.</summary>
/// <param name="codec">Of <paramref name="payload"/>.</param>
/// <param name="timestamp">The packet's, in 8000ths of a second.</param>
/// <param name="payload">Valid during the call only.</param>
public delegate void AudioListener(AudioCodec codec, uint timestamp, ReadOnlySpan<byte> payload);

/// <summary>
/// One leg's RTP and RTCP ports. Every member may be called from any thread; callbacks come on the media threads and
/// must not block.
/// </summary>
public sealed class MediaPort : IDisposable
{
    /// <summary>How long a key sounds when nobody says how long.</summary>
    public static readonly TimeSpan UsualDigit = TimeSpan.FromMilliseconds(100);

    private readonly MediaEngine _engine;
    private readonly SendingSide _sending;
    private readonly ReceivingSide _receiving;
    private readonly ControlSide _control;
    private IMediaSocket? _rtp;
    private IMediaSocket? _rtcp;
    private MediaPort? _joined;
    private Recorder? _recorder;
    private bool _disposed;

    internal MediaPort(MediaEngine engine, IPAddress localAddress, int rtpPort)
    {
        _engine = engine;
        RtpPort = rtpPort;
        LocalAddress = localAddress;
        var family = localAddress.AddressFamily;
        _sending = new SendingSide(engine.Time, engine.Pacer, family);
        _receiving = new ReceivingSide(_sending, engine.Time, family);
        _control = new ControlSide(_sending, _receiving, engine.Time, family);
    }

    /// <summary>Even; RTCP is on the next port.</summary>
    public int RtpPort { get; }

    public IPAddress LocalAddress { get; }

    /// <summary>What was configured last; null before that.</summary>
    public MediaFormat? Format { get; private set; }

    /// <summary>A key of the phone, once for each press. Called on a media thread.</summary>
    public Action<char>? DigitReceived
    {
        get => _receiving.DigitReceived;
        set => _receiving.DigitReceived = value;
    }

    /// <summary>Hears every audio packet accepted, as it comes. Called on a media thread; must neither wait nor call back.</summary>
    public AudioListener? AudioReceived
    {
        get => _receiving.AudioReceived;
        set => _receiving.AudioReceived = value;
    }

    /// <summary>Time since RTP or RTCP came from the phone, or since the port was opened.</summary>
    public TimeSpan SinceLastPacket => _receiving.SinceLastPacket;

    public MediaCounters Counters => _receiving.Counters;

    /// <summary>Applies an offer and its answer; again after each re-INVITE, also while audio flows.</summary>
    public void Configure(MediaFormat format)
    {
        Format = format;
        _sending.Configure(format);
        _control.Configure(format);
        _receiving.Configure(format);
    }

    /// <summary>
    /// Plays the clips one after the other and completes when the last packet has been sent. Playing something else,
    /// disposing of the port, or <paramref name="cancellation"/> stops it at once and cancels the task. What is
    /// relayed to this port is not heard meanwhile.
    /// </summary>
    public Task PlayAsync(IReadOnlyList<AudioClip> clips, CancellationToken cancellation = default) =>
        _sending.PlayAsync(clips, cancellation);

    /// <summary>Cuts off what <see cref="PlayAsync"/> plays; its task is cancelled.</summary>
    public void StopPlaying() => _sending.StopPlaying();

    /// <summary>Plays a tone until <see cref="StopTone"/>; clips and keys come before it.</summary>
    public void StartTone(Tone tone) => _sending.StartTone(tone);

    public void StopTone() => _sending.StopTone();

    /// <summary>Presses a key; completes when it was sent. Several are sent one after the other.</summary>
    public Task SendDigitAsync(char digit, TimeSpan duration) => _sending.SendDigitAsync(digit, duration);

    /// <summary>Sends the phone's own audio back to it, until <see cref="Part"/>.</summary>
    public void StartEcho()
    {
        lock (_engine.Joining)
        {
            PartLocked();
            _receiving.RelayTo(_sending);
        }
    }

    /// <summary>Lets the phones of both ports hear each other; each leaves whom it was joined to.</summary>
    public void JoinTo(MediaPort other)
    {
        lock (_engine.Joining)
        {
            PartLocked();
            other.PartLocked();
            _joined = other;
            other._joined = this;
            _receiving.RelayTo(other._sending);
            other._receiving.RelayTo(_sending);
        }
    }

    /// <summary>Ends what <see cref="JoinTo"/> or <see cref="StartEcho"/> began, for both ports.</summary>
    public void Part()
    {
        lock (_engine.Joining)
        {
            PartLocked();
        }
    }

    /// <summary>Records as WAV at the codec's own rate. The caller closes the stream after the recording is stopped.</summary>
    public void StartRecording(Stream wav, RecordedAudio what = RecordedAudio.Received)
    {
        var rate = (Format?.Codec ?? AudioCodec.Pcmu).SampleRate();
        var recorder = new Recorder(wav, rate, _engine.Logger);
        _ = Interlocked.Exchange(ref _recorder, recorder)?.FinishAsync();
        _sending.Record(what == RecordedAudio.Sent ? recorder : null);
        _receiving.Record(what == RecordedAudio.Received ? recorder : null);
    }

    /// <summary>Completes when the WAV is whole and the stream may be closed.</summary>
    public Task StopRecordingAsync()
    {
        _sending.Record(null);
        _receiving.Record(null);

        return Interlocked.Exchange(ref _recorder, null)?.FinishAsync() ?? Task.CompletedTask;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        Part();
        _control.SendReport(bye: true);
        _sending.Close();
        _control.Close();
        _ = StopRecordingAsync();
        _rtp?.Dispose();
        _rtcp?.Dispose();
        _engine.Release(this);
    }

    /// <summary>False when either port is taken by another program.</summary>
    internal bool TryBind(IMediaNetwork network)
    {
        _rtp = network.TryOpen(LocalAddress, RtpPort, _receiving.Receive);
        _rtcp = _rtp is null ? null : network.TryOpen(LocalAddress, RtpPort + 1, _control.Receive);

        if (_rtp is null || _rtcp is null)
        {
            _rtp?.Dispose();

            return false;
        }

        _sending.Attach(_rtp);
        _control.Attach(_rtcp);

        return true;
    }

    internal void SendReport() => _control.SendReport();

    private void PartLocked()
    {
        _receiving.RelayTo(null);
        _joined?._receiving.RelayTo(null);

        if (_joined is { } other)
        {
            other._joined = null;
            _joined = null;
        }
    }
}
