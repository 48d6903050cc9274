using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>The same key for everything, which everybody may know.</summary>
public sealed class FakeKeys : IKeys
{
    private static readonly byte[] Everybodys = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    public ReadOnlySpan<byte> Key(KeyPurpose purpose) => Everybodys;
}
