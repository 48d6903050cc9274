namespace Perch.Phone;

/// <summary>A SIP password; prints as stars.</summary>
public sealed class Password(string text)
{
    internal string Text { get; } = text;

    public override string ToString() => "***";
}
