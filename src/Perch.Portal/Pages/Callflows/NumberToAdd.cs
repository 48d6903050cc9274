namespace Perch.Portal;

/// <summary>What somebody wants a callflow to be reached by.</summary>
internal sealed record NumberToAdd(string Text, bool IsPattern);
