using Perch.Media;

namespace Perch.Phone;

/// <summary>WAV files that a person named: what is wrong with one is said, not thrown.</summary>
internal static class Sounds
{
    /// <summary>Null when the file could be read, else why not.</summary>
    public static string? TryLoad(string path, out AudioClip? clip)
    {
        clip = null;

        try
        {
            using var file = File.OpenRead(path);
            clip = AudioClip.TryLoadWav(file);

            return clip is null
                ? $"{path} is not a WAV file of 16-bit mono PCM at 8 or 16 kHz; " +
                    $"ffmpeg -i {path} -ar 8000 -ac 1 -c:a pcm_s16le new.wav makes one"
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileFaults.Describe(path, failure);
        }
    }

    /// <summary>Null when recording has begun, else why not.</summary>
    public static string? TryRecord(PhoneCall call, string path)
    {
        if (call.Media is null || call.IsRecording)
        {
            return call.IsRecording ? "the call is recorded already" : "the call has ended";
        }

        try
        {
            call.StartRecording(File.Create(path));

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileFaults.Describe(path, failure);
        }
    }
}
