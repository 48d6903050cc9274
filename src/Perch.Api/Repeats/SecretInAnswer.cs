using Microsoft.AspNetCore.Builder;

namespace Perch.Api;

/// <summary>Marks an endpoint whose answer shows a secret once, so that it is kept nowhere.</summary>
public sealed class SecretInAnswer
{
    internal static SecretInAnswer Mark { get; } = new();
}

/// <summary>Marking endpoints.</summary>
public static class SecretAnswers
{
    public static TBuilder WithSecretInAnswer<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(SecretInAnswer.Mark);
}
