namespace Perch.Interop.Tests;

/// <summary>Tests that share the machine's one bridge and its few processors run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneLab
{
    public const string Name = "one lab";
}
