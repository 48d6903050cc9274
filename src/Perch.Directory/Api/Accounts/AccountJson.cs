namespace Perch.Directory;

internal sealed record AccountJson(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : PolicyJson
{
    public required string Name { get; init; }

    public required string Realm { get; init; }

    public string? Company { get; init; }

    public string? Country { get; init; }

    public required string TimeZone { get; init; }

    public required string Language { get; init; }

    public bool Enabled { get; init; }

    public required EffectivePolicyJson Effective { get; init; }

    public static AccountJson Of(Stored<AccountDraft> stored)
    {
        var account = stored.Value;
        var json = new AccountJson(stored.Id, stored.CreatedAt, stored.UpdatedAt)
        {
            Name = account.Name,
            Realm = account.Realm,
            Company = account.Company,
            Country = account.Country,
            TimeZone = account.TimeZone,
            Language = account.Language,
            Enabled = account.Enabled,
            Effective = EffectivePolicyJson.Of(new Said(PolicySource.Account, account.Policy)),
        };
        return Fill(json, account.Policy);
    }
}

/// <summary>What an operator may set of an account, for the OpenAPI document; <see cref="AccountFields"/> reads it.</summary>
internal sealed record AccountBody(string Name, string Realm) : PolicyJson
{
    public string? Company { get; init; }

    public string? Country { get; init; }

    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    public bool? Enabled { get; init; }
}
