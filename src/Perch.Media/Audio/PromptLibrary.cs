using System.Collections.Concurrent;

namespace Perch.Media;

/// <summary>
/// The recordings under a folder, <c>en-US/goodbye.wav</c> and so on. Each is read when it is first wanted and kept.
/// Safe for any number of threads; a name that comes from outside cannot leave the folder.
/// </summary>
public sealed class PromptLibrary(string directory)
{
    /// <summary>The language that is complete.</summary>
    public const string CompleteLanguage = "en-US";

    private readonly ConcurrentDictionary<string, AudioClip> _clips = new();

    /// <summary>
    /// The recording in the language asked for, else in the language without its country, else in
    /// <see cref="CompleteLanguage"/>; null when there is none.
    /// </summary>
    public AudioClip? Find(string language, string name) =>
        FindExactly(language, name)
        ?? (language.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
            ? FindExactly(language[..dash], name)
            : null)
        ?? FindExactly(CompleteLanguage, name);

    /// <summary>Whether the prompt is recorded in <see cref="CompleteLanguage"/>.</summary>
    public bool Has(string name) => FindExactly(CompleteLanguage, name) is not null;

    private AudioClip? FindExactly(string language, string name)
    {
        var key = $"{language}/{name}";

        if (_clips.TryGetValue(key, out var known))
        {
            return known;
        }

        // Absence is not kept: names may come from outside, and there is no end of them.
        var path = Path.Combine(directory, language, $"{name}.wav");

        return IsPlain(language) && IsPlain(name) && File.Exists(path)
            ? _clips.GetOrAdd(key, AudioClip.LoadWav(path))
            : null;
    }

    private static bool IsPlain(string part) =>
        part.Length is > 0 and <= 64 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
