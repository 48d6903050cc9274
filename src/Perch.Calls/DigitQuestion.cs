namespace Perch.Calls;

/// <summary>
/// A question answered with digits. The first digit stops the prompt; <c>#</c> ends the entry, <c>*</c> starts it
/// again, <see cref="MaxDigits"/> ends it at once, and so does <see cref="EndsAt"/>. A <c>#</c> typed just after
/// an entry that ended by its length is swallowed.
/// </summary>
/// <param name="Prompts">Played first, and not repeated.</param>
/// <param name="MaxDigits">The longest entry.</param>
/// <param name="EndsAt">The length that all valid answers share, if they do.</param>
public sealed record DigitQuestion(IReadOnlyList<Prompt> Prompts, int MaxDigits, int? EndsAt = null)
{
    /// <summary>From the end of the prompt to the first digit.</summary>
    public static readonly TimeSpan FirstDigitWithin = TimeSpan.FromSeconds(6);

    /// <summary>From one digit to the next.</summary>
    public static readonly TimeSpan NextDigitWithin = TimeSpan.FromSeconds(3);
}
