namespace Perch.Directory;

/// <summary>What an administrator sets for the whole account.</summary>
internal sealed record SettingsJson(DateTimeOffset UpdatedAt, string Realm)
{
    public string? Company { get; init; }

    public string? Country { get; init; }

    public required string TimeZone { get; init; }

    public required string Language { get; init; }

    public SipDigestChoice SipDigest { get; init; }

    /// <summary>What people dial before an outside number; null for nothing.</summary>
    public string? OutsidePrefix { get; init; }

    public required MailJson Mail { get; init; }

    public required HotDeskSettingsJson HotDesk { get; init; }

    public required RetentionJson CallRecords { get; init; }

    public required RetentionJson Audit { get; init; }

    /// <summary>What is wrong now and stays so until somebody acts.</summary>
    public required IReadOnlyList<StandingAlarm> Alarms { get; init; }

    public static SettingsJson Of(Stored<AccountDraft> stored, IReadOnlyList<StandingAlarm> alarms)
    {
        var account = stored.Value;
        return new(stored.UpdatedAt, account.Realm)
        {
            Company = account.Company,
            Country = account.Country,
            TimeZone = account.TimeZone,
            Language = account.Language,
            SipDigest = account.SipDigest,
            OutsidePrefix = account.OutsidePrefix,
            Mail = MailJson.Of(account),
            HotDesk = HotDeskSettingsJson.Of(account),
            CallRecords = new(account.CallRecordDays),
            Audit = new(account.AuditDays),
            Alarms = alarms,
        };
    }
}

/// <param name="Defaults">The desk policy as far as the account says anything.</param>
/// <param name="Effective">What the account says, else the defaults of the program.</param>
internal sealed record HotDeskSettingsJson(PolicyDefaultsJson Defaults, EffectivePolicyJson Effective)
{
    public bool DialledPin { get; init; }

    public bool PinlessLimits { get; init; }

    public int RetentionDays { get; init; }

    public int LockAfter { get; init; }

    public int LockMinutes { get; init; }

    public static HotDeskSettingsJson Of(AccountDraft account) => new(
        PolicyJson.Fill(new PolicyDefaultsJson(), account.Policy),
        EffectivePolicyJson.Of(new Said(PolicySource.Account, account.Policy)))
    {
        DialledPin = account.DialledPin,
        PinlessLimits = account.PinlessLimits,
        RetentionDays = account.RetentionDays,
        LockAfter = account.LockAfter,
        LockMinutes = account.LockMinutes,
    };
}

/// <param name="RetentionDays">Days after which it is deleted.</param>
internal sealed record RetentionJson(int RetentionDays);

/// <summary>What a request may set, for the OpenAPI document; <see cref="AccountFields"/> reads it.</summary>
internal sealed record SettingsBody
{
    public string? Company { get; init; }

    public string? Country { get; init; }

    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    public SipDigestChoice? SipDigest { get; init; }

    public string? OutsidePrefix { get; init; }

    public MailBody? Mail { get; init; }

    public HotDeskSettingsBody? HotDesk { get; init; }

    public RetentionBody? CallRecords { get; init; }

    public RetentionBody? Audit { get; init; }
}

internal sealed record RetentionBody
{
    public int? RetentionDays { get; init; }
}

internal sealed record HotDeskSettingsBody(PolicyDefaultsJson? Defaults)
{
    public bool? DialledPin { get; init; }

    public bool? PinlessLimits { get; init; }

    public int? RetentionDays { get; init; }

    public int? LockAfter { get; init; }

    public int? LockMinutes { get; init; }
}
