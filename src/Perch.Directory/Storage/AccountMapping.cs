namespace Perch.Directory;

/// <summary>Rows of accounts and sites as what others see, and back.</summary>
internal static class AccountMapping
{
    public static Stored<AccountDraft> ToStored(this AccountRow row) => row.Stored(row.ToDraft());

    public static AccountDraft ToDraft(this AccountRow row) => new()
    {
        Name = row.Name,
        Realm = row.Realm,
        Company = row.Company,
        Country = row.Country,
        TimeZone = row.TimeZone,
        Language = row.Language,
        Enabled = row.Enabled,
        SipDigest = row.SipDigest,
        DialledPin = row.DialledPin,
        LockAfter = row.LockAfter,
        LockMinutes = row.LockMinutes,
        PinlessLimits = row.PinlessLimits,
        RetentionDays = row.RetentionDays,
        CallRecordDays = row.CallRecordDays,
        AuditDays = row.AuditDays,
        OutsidePrefix = row.OutsidePrefix,
        Mail = row.Mail.ToServer(),
        HasMailPassword = row.Mail.Password is not null,
        Policy = row.Policy.ToPolicy(),
    };

    public static Account ToModel(this AccountRow row) => new()
    {
        Id = new AccountId(row.Id),
        Name = row.Name,
        Realm = row.Realm,
        Country = row.Country,
        TimeZone = row.TimeZone,
        Language = row.Language,
        Enabled = row.Enabled,
        SipDigest = row.SipDigest,
        DialledPin = row.DialledPin,
        LockAfter = row.LockAfter,
        LockMinutes = row.LockMinutes,
        PinlessLimits = row.PinlessLimits,
        RetentionDays = row.RetentionDays,
        CallRecordDays = row.CallRecordDays,
        AuditDays = row.AuditDays,
        OutsidePrefix = row.OutsidePrefix,
        Mail = row.Mail.ToServer(),
        SealedMailPassword = row.Mail.Password,
        Policy = row.Policy.ToPolicy(),
    };

    public static void Take(this AccountRow row, AccountDraft draft)
    {
        row.Name = draft.Name;
        row.Realm = draft.Realm;
        row.Company = draft.Company;
        row.Country = draft.Country;
        row.TimeZone = draft.TimeZone;
        row.Language = draft.Language;
        row.Enabled = draft.Enabled;
        row.SipDigest = draft.SipDigest;
        row.DialledPin = draft.DialledPin;
        row.LockAfter = draft.LockAfter;
        row.LockMinutes = draft.LockMinutes;
        row.PinlessLimits = draft.PinlessLimits;
        row.RetentionDays = draft.RetentionDays;
        row.CallRecordDays = draft.CallRecordDays;
        row.AuditDays = draft.AuditDays;
        row.OutsidePrefix = draft.OutsidePrefix;
        row.Mail = MailColumns.Of(draft.Mail, draft.HasMailPassword ? row.Mail.Password : null);
        row.Policy = PolicyColumns.From(draft.Policy);
    }

    public static Stored<SiteDraft> ToStored(this SiteRow row) => row.Stored(row.ToDraft());

    public static SiteDraft ToDraft(this SiteRow row) => new()
    {
        Name = row.Name,
        TimeZone = row.TimeZone,
        Country = row.Country,
        Language = row.Language,
        Address = row.Address.ToAddress(),
        Policy = row.Policy.ToPolicy(),
    };

    public static Site ToModel(this SiteRow row) => new()
    {
        Id = new SiteId(row.Id),
        AccountId = new AccountId(row.AccountId),
        Name = row.Name,
        TimeZone = row.TimeZone,
        Country = row.Country,
        Language = row.Language,
        HasAddress = row.Address is { Street: not null, City: not null },
        Policy = row.Policy.ToPolicy(),
    };

    public static void Take(this SiteRow row, SiteDraft draft)
    {
        row.Name = draft.Name;
        row.TimeZone = draft.TimeZone;
        row.Country = draft.Country;
        row.Language = draft.Language;
        row.Address = AddressColumns.From(draft.Address);
        row.Policy = PolicyColumns.From(draft.Policy);
    }

    public static FeatureCode ToModel(this FeatureCodeRow row) =>
        new(new AccountId(row.AccountId), row.Name, row.Code, row.Enabled);

    public static Stored<T> Stored<T>(this Row row, T value) => new(
        row.Id, value, row.Version,
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt));
}
