using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads what a request says about an account: an operator's about any, an administrator's about their own.</summary>
internal static class AccountFields
{
    private const int RealmMaxLength = 253;
    private static readonly AccountDraft _blank = new();

    public static AccountDraft Read(JsonFields body, AccountDraft now)
    {
        body.ReadOnly("id", "createdAt", "updatedAt", "effective");

        return ReadPlace(body, now) with
        {
            Name = body.RequiredText("name", now.Name, DirectoryLimits.TextMaxLength),
            Realm = body.RequiredText("realm", now.Realm, RealmMaxLength),
            Enabled = body.Flag("enabled", now.Enabled, whenCleared: true),
            Policy = PolicyJson.Read(body, now.Policy),
        };
    }

    public static AccountDraft ReadSettings(JsonFields body, AccountDraft now)
    {
        body.ReadOnly("updatedAt", "realm", "alarms");
        var hotDesk = body.Nested("hotDesk");
        hotDesk.ReadOnly("effective");

        return MailFields.Read(body.Nested("mail"), ReadPlace(body, now)) with
        {
            SipDigest = body.Choice("sipDigest", now.SipDigest, _blank.SipDigest),
            OutsidePrefix = body.Text("outsidePrefix", now.OutsidePrefix, DirectoryLimits.OutsidePrefixMaxDigits),
            DialledPin = hotDesk.Flag("dialledPin", now.DialledPin),
            LockAfter = hotDesk.Number(
                "lockAfter", now.LockAfter, DirectoryLimits.LockAfterLeast..DirectoryLimits.LockAfterMost)
                ?? _blank.LockAfter,
            LockMinutes = hotDesk.Number("lockMinutes", now.LockMinutes, 1..DirectoryLimits.LockMinutesMost)
                ?? _blank.LockMinutes,
            PinlessLimits = hotDesk.Flag("pinlessLimits", now.PinlessLimits, whenCleared: true),
            RetentionDays = hotDesk.Number(
                "retentionDays", now.RetentionDays, _blank.RetentionDays, 1..DirectoryLimits.RetentionDaysMost),
            CallRecordDays = body.Nested("callRecords").Number(
                "retentionDays", now.CallRecordDays, _blank.CallRecordDays, 1..DirectoryLimits.RetentionDaysMost),
            AuditDays = body.Nested("audit").Number(
                "retentionDays",
                now.AuditDays,
                _blank.AuditDays,
                DirectoryLimits.AuditRetentionDaysLeast..DirectoryLimits.RetentionDaysMost),
            Policy = PolicyJson.Read(hotDesk.Nested("defaults"), now.Policy),
        };
    }

    private static AccountDraft ReadPlace(JsonFields body, AccountDraft now) => now with
    {
        Company = body.Text("company", now.Company, DirectoryLimits.TextMaxLength),
        Country = body.Text("country", now.Country, DirectoryLimits.TextMaxLength),
        TimeZone = body.Text("timeZone", now.TimeZone, DirectoryLimits.TextMaxLength) ?? _blank.TimeZone,
        Language = body.Text("language", now.Language, DirectoryLimits.TextMaxLength) ?? _blank.Language,
    };
}
