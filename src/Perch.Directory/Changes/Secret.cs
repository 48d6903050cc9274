namespace Perch.Directory;

/// <summary>A password or PIN on its way in or out; prints as stars and is never logged.</summary>
public sealed record Secret(string Value)
{
    public override string ToString() => "***";
}
