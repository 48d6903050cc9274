using Perch.Directory;

namespace Perch.HotDesking.Tests;

/// <summary>Everybody has as many, or no box.</summary>
internal sealed class FakeMessages : INewMessages
{
    public int? Count { get; set; }

    public int? CountOf(UserId user) => Count;
}
