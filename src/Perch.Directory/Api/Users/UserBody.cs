namespace Perch.Directory;

/// <summary>What a request may set of a user, for the OpenAPI document; <see cref="UserFields"/> reads it.</summary>
internal sealed record UserBody(string Username)
{
    public string? ExternalId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public Role? Role { get; init; }

    /// <summary>Where a site manager looks after the desks.</summary>
    public IReadOnlyList<Guid>? SiteIds { get; init; }

    public string? Extension { get; init; }

    public string? Language { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Write only.</summary>
    public string? Password { get; init; }

    public CallerIdJson? CallerId { get; init; }

    public HotDeskProfileBody? HotDesk { get; init; }
}

internal sealed record HotDeskProfileBody
{
    public bool? Enabled { get; init; }

    /// <summary>Digits, unique in the account; needed to enable.</summary>
    public string? Id { get; init; }

    public bool? RequirePin { get; init; }

    /// <summary>Digits. Write only; null removes it.</summary>
    public string? Pin { get; init; }

    public Elsewhere? Elsewhere { get; init; }

    public UserAutoLogOutJson? AutoLogOut { get; init; }
}
