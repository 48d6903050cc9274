using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>How a person is said aloud.</summary>
internal static class PersonSpeech
{
    /// <summary>To somebody else: "extension 2 0 4", or "somebody" for a person without one.</summary>
    public static IReadOnlyList<Prompt> Of(User? user) =>
        user?.Extension is { } extension ? Spoken.Extension(extension) : [DeskPrompts.Somebody];

    /// <summary>
    /// To the person who has just typed an ID: without an extension the ID itself, so that a mistyped one is noticed.
    /// </summary>
    public static IReadOnlyList<Prompt> ToThemselves(User user) =>
        user is { Extension: null, HotDesk.Id: { } id } ? Spoken.Letters(id) : Of(user);
}
