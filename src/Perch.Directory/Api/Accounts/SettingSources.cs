namespace Perch.Directory;

/// <summary>Where each setting of the account comes from.</summary>
internal sealed record SettingSources
{
    private static readonly AccountDraft _blank = new();

    public SettingSource Company { get; init; }

    public SettingSource Country { get; init; }

    public SettingSource TimeZone { get; init; }

    public SettingSource Language { get; init; }

    public SettingSource SipDigest { get; init; }

    public SettingSource OutsidePrefix { get; init; }

    public SettingSource Mail { get; init; }

    public required HotDeskSettingSources HotDesk { get; init; }

    public required RetentionSource CallRecords { get; init; }

    public required RetentionSource Audit { get; init; }

    public static SettingSources Of(AccountDraft account) => new()
    {
        Company = SourceOf(account.Company, _blank.Company),
        Country = SourceOf(account.Country, _blank.Country),
        TimeZone = SourceOf(account.TimeZone, _blank.TimeZone),
        Language = SourceOf(account.Language, _blank.Language),
        SipDigest = SourceOf(account.SipDigest, _blank.SipDigest),
        OutsidePrefix = SourceOf(account.OutsidePrefix, _blank.OutsidePrefix),
        Mail = SourceOf(account.Mail, _blank.Mail),
        HotDesk = new()
        {
            DialledPin = SourceOf(account.DialledPin, _blank.DialledPin),
            PinlessLimits = SourceOf(account.PinlessLimits, _blank.PinlessLimits),
            RetentionDays = SourceOf(account.RetentionDays, _blank.RetentionDays),
            LockAfter = SourceOf(account.LockAfter, _blank.LockAfter),
            LockMinutes = SourceOf(account.LockMinutes, _blank.LockMinutes),
            Defaults = SourceOf(account.Policy, _blank.Policy),
        },
        CallRecords = new(SourceOf(account.CallRecordDays, _blank.CallRecordDays)),
        Audit = new(SourceOf(account.AuditDays, _blank.AuditDays)),
    };

    private static SettingSource SourceOf<T>(T value, T whenUnset) =>
        Equals(value, whenUnset) ? SettingSource.Default : SettingSource.Portal;
}

internal sealed record HotDeskSettingSources
{
    public SettingSource DialledPin { get; init; }

    public SettingSource PinlessLimits { get; init; }

    public SettingSource RetentionDays { get; init; }

    public SettingSource LockAfter { get; init; }

    public SettingSource LockMinutes { get; init; }

    public SettingSource Defaults { get; init; }
}

internal sealed record RetentionSource(SettingSource RetentionDays);

/// <summary>Settings of the whole program may also come from a flag or a file; those of an account do not.</summary>
internal enum SettingSource
{
    Default,

    /// <summary>Somebody set it, here or in the portal.</summary>
    Portal,
}
