namespace Perch.Media;

/// <summary>What a <see cref="SourceLock"/> says of a packet's source.</summary>
internal enum SourceVerdict
{
    Accepted,
    /// <summary>Accepted, and audio is to be sent there from now on.</summary>
    Learned,
    Refused,
}

/// <summary>
/// Decides whose packets are heard: the signalled address, or for a phone behind NAT the one that the first packet
/// comes from. It changes again only after signalling, so nobody can take over a stream that flows.
/// </summary>
internal sealed class SourceLock(TimeProvider time)
{
    /// <summary>A gateway may start a new synchronization source on the same address, but not beside a live one.</summary>
    private static readonly TimeSpan SourceSilence = TimeSpan.FromMilliseconds(250);

    private PeerAddress? _signalled;
    private PeerAddress? _locked;
    private uint _ssrc;
    private long _heardAt;

    /// <summary>The address that packets are taken from; null before the first one.</summary>
    public PeerAddress? Locked => _locked;

    /// <summary>Signalling named an address (or none): the next packet may be learned from again.</summary>
    public void Expect(PeerAddress? signalled)
    {
        _signalled = signalled;
        _locked = null;
    }

    public SourceVerdict Judge(in PeerAddress source, uint ssrc)
    {
        if (_locked is not { } locked)
        {
            return Lock(source, ssrc);
        }

        if (source == locked)
        {
            return JudgeSsrc(ssrc);
        }

        // The signalled address is worth more than one that was only first: it takes the stream back, for good.
        return source == _signalled ? Lock(source, ssrc) : SourceVerdict.Refused;
    }

    private SourceVerdict JudgeSsrc(uint ssrc)
    {
        if (ssrc != _ssrc && time.GetElapsedTime(_heardAt) < SourceSilence)
        {
            return SourceVerdict.Refused;
        }

        _ssrc = ssrc;
        _heardAt = time.GetTimestamp();

        return SourceVerdict.Accepted;
    }

    private SourceVerdict Lock(in PeerAddress source, uint ssrc)
    {
        _locked = source;
        _ssrc = ssrc;
        _heardAt = time.GetTimestamp();

        return SourceVerdict.Learned;
    }
}
