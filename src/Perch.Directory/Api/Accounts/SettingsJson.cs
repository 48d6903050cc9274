namespace Perch.Directory;

/// <summary>What an administrator sets for the whole account.</summary>
internal sealed record SettingsJson(DateTimeOffset UpdatedAt, string Realm)
{
    public string? Company { get; init; }

    public string? Country { get; init; }

    public required string TimeZone { get; init; }

    public required string Language { get; init; }

    public SipDigestChoice SipDigest { get; init; }

    public required HotDeskSettingsJson HotDesk { get; init; }

    public static SettingsJson Of(Stored<AccountDraft> stored)
    {
        var account = stored.Value;
        return new(stored.UpdatedAt, account.Realm)
        {
            Company = account.Company,
            Country = account.Country,
            TimeZone = account.TimeZone,
            Language = account.Language,
            SipDigest = account.SipDigest,
            HotDesk = new(PolicyJson.Fill(new PolicyDefaultsJson(), account.Policy))
            {
                DialledPin = account.DialledPin,
                LockAfter = account.LockAfter,
                LockMinutes = account.LockMinutes,
            },
        };
    }
}

internal sealed record HotDeskSettingsJson(PolicyDefaultsJson Defaults)
{
    public bool DialledPin { get; init; }

    public int LockAfter { get; init; }

    public int LockMinutes { get; init; }
}

/// <summary>What a request may set, for the OpenAPI document; <see cref="AccountFields"/> reads it.</summary>
internal sealed record SettingsBody
{
    public string? Company { get; init; }

    public string? Country { get; init; }

    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    public SipDigestChoice? SipDigest { get; init; }

    public HotDeskSettingsBody? HotDesk { get; init; }
}

internal sealed record HotDeskSettingsBody(PolicyDefaultsJson? Defaults)
{
    public bool? DialledPin { get; init; }

    public int? LockAfter { get; init; }

    public int? LockMinutes { get; init; }
}
