using Perch.Rtp;

namespace Perch.Media;

/// <summary>Clips on their way to the listener, one packet after the other.</summary>
internal sealed class PlayJob(IReadOnlyList<AudioClip> clips)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _clip;
    private int _offset;

    public Task Done => _done.Task;

    public bool IsEmpty => clips.All(clip => clip.OctetCount == 0);

    /// <summary>Fills one packet, with silence after the last clip's end; false when this packet is the last.</summary>
    public bool Fill(AudioCodec codec, Span<byte> payload)
    {
        // Every codec has as many octets for a millisecond, so a change of codec goes on at the same place.
        while (!payload.IsEmpty && _clip < clips.Count)
        {
            var rest = clips[_clip].Encoded(codec).Span[_offset..];
            var count = Math.Min(rest.Length, payload.Length);
            rest[..count].CopyTo(payload);
            payload = payload[count..];
            _offset += count;
            SkipFinished();
        }

        AudioClip.Silence(codec, payload);

        return _clip < clips.Count;
    }

    public void Complete() => _done.TrySetResult();

    public void Cancel(CancellationToken cancellation = default) => _done.TrySetCanceled(cancellation);

    private void SkipFinished()
    {
        while (_clip < clips.Count && _offset >= clips[_clip].OctetCount)
        {
            _clip++;
            _offset = 0;
        }
    }
}
