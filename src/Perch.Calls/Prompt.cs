namespace Perch.Calls;

/// <summary>Audio we play, by the name of its recording, such as <c>goodbye</c> or <c>digit-7</c>.</summary>
public readonly record struct Prompt(string Name)
{
    public override string ToString() => Name;
}
