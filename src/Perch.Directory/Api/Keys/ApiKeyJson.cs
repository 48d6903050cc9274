namespace Perch.Directory;

/// <summary>An API key as REST shows it: never the key itself.</summary>
/// <param name="Prefix">How the key begins.</param>
internal record ApiKeyJson(
    Guid Id,
    DateTimeOffset CreatedAt,
    string Name,
    string Prefix,
    Role Role,
    IReadOnlyList<Guid> SiteIds,
    Guid? CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt)
{
    public static ApiKeyJson Of(ApiKeyRow row) => new(
        row.Id,
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        row.Name,
        row.Prefix + "…",
        row.Role,
        new SiteSet(row.Sites).Ids,
        row.CreatedBy,
        Time(row.ExpiresAt),
        Time(row.LastUsedAt));

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } given ? DateTimeOffset.FromUnixTimeMilliseconds(given) : null;
}

/// <summary>A key that was just made, with the key.</summary>
internal sealed record NewApiKeyJson(ApiKeyJson Made, string Key) : ApiKeyJson(Made);

/// <summary>What <c>POST /api-keys</c> takes; it only documents.</summary>
internal sealed record ApiKeyBody(string Name)
{
    public Role? Role { get; init; }

    public IReadOnlyList<Guid>? SiteIds { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
