namespace Perch.Notifications;

/// <summary>One mail, in plain text.</summary>
/// <param name="To">An address.</param>
internal sealed record Mail(string To, string Subject, string Text);

/// <summary>What came of one try.</summary>
/// <param name="Error">One sentence for an administrator; null where the mail was taken.</param>
/// <param name="IsForGood">Another try would end the same way.</param>
internal sealed record MailResult(string? Error, bool IsForGood = false)
{
    public static MailResult Sent { get; } = new(Error: null);

    public bool IsSent => Error is null;
}
