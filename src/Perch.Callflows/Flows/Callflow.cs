using Perch.Directory;

namespace Perch.Callflows;

/// <summary>What happens to calls to some numbers: a tree of programs. Immutable.</summary>
internal sealed record Callflow
{
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Numbers { get; init; }

    public required IReadOnlyList<NumberPattern> Patterns { get; init; }

    public required CallflowStep Flow { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
