namespace Perch.Api;

/// <summary>What modules tell the conventions at start.</summary>
public sealed class ApiOptions
{
    /// <summary>Exceptions that mean "not now, nothing was changed": answered by 503 with Retry-After.</summary>
    public ISet<Type> Unavailable { get; } = new HashSet<Type>();
}
