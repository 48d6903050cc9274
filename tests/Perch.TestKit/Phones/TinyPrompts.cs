using System.Text;
using Perch.Media;
using Perch.Rtp;

namespace Perch.TestKit.Phones;

/// <summary>
/// Prompts of a few hundredths of a second that spell their own id in µ-law octets, so that a phone which hears one
/// over PCMU knows which it was: <see cref="PromptListener"/>.
/// </summary>
public static class TinyPrompts
{
    internal const int SampleRate = 8000;

    /// <summary>The longest id.</summary>
    public const int MaxIdLength = 80;

    // Two packets of 20 ms: what is cut off after the first is still understood.
    private const int LeastOctets = 320;

    /// <summary>Nothing in an id, and no other octet of a prompt, looks like this.</summary>
    internal static ReadOnlySpan<byte> Preamble => [0x03, 0x05, 0x02, 0x07];

    /// <summary>Writes <c>directory/language/id.wav</c> for each id.</summary>
    /// <param name="before">Silence before each: early media must last until the phone has understood that it comes.</param>
    /// <param name="after">Silence after each: a question must last while its answer is typed, as real ones do.</param>
    public static void Write(
        string directory,
        IEnumerable<string> ids,
        string language = "en-US",
        TimeSpan before = default,
        TimeSpan after = default)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(directory, language)).FullName;

        foreach (var id in ids)
        {
            using var file = File.Create(Path.Combine(folder, id + ".wav"));
            using var wav = new WavWriter(file, SampleRate);
            wav.Write(Silence(before));
            wav.Write(Samples(id));
            wav.Write(Silence(after));
        }
    }

    /// <summary>Writes a tiny one for each real prompt of the repository, in every language.</summary>
    public static void WriteLikeTheRealOnes(string directory)
    {
        foreach (var language in System.IO.Directory.GetDirectories(RealPrompts()))
        {
            var files = System.IO.Directory.GetFiles(language, "*.wav");
            Write(directory, files.Select(file => Path.GetFileNameWithoutExtension(file)), Path.GetFileName(language));
        }
    }

    /// <summary>The sound of one id, to be played by a phone.</summary>
    public static AudioClip Clip(string id) => AudioClip.FromSamples(Samples(id), SampleRate);

    /// <summary>Preamble, length, id, check; then silence. What a packet of PCMU carries.</summary>
    public static byte[] Octets(string id)
    {
        var text = Encoding.ASCII.GetBytes(id);

        if (text.Length is 0 or > MaxIdLength || text.Any(letter => letter is < 0x20 or > 0x7E))
        {
            throw new ArgumentException($"'{id}' is not 1 to {MaxIdLength} ASCII characters.", nameof(id));
        }

        byte[] spelled = [.. Preamble, (byte)(text.Length + 0x10), .. text, .. Check(text)];
        var octets = new byte[Math.Max(LeastOctets, spelled.Length)];
        Array.Fill(octets, G711.EncodeMu(0));
        spelled.CopyTo(octets, 0);

        return octets;
    }

    internal static byte[] Check(ReadOnlySpan<byte> text)
    {
        var sum = 17u;

        foreach (var letter in text)
        {
            sum = (sum * 31) + letter;
        }

        return [(byte)(0x10 + (sum % 101)), (byte)(0x10 + (sum / 101 % 101))];
    }

    private static short[] Silence(TimeSpan duration) => new short[(int)(duration.TotalSeconds * SampleRate)];

    private static short[] Samples(string id) => [.. Octets(id).Select(G711.DecodeMu)];

    private static string RealPrompts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Perch.slnx")))
            {
                return Path.Combine(folder.FullName, "prompts");
            }
        }

        throw new DirectoryNotFoundException("There is no Perch.slnx above the tests.");
    }
}
