namespace Perch.Directory;

/// <summary>What may be written about accounts, sites and codes, as far as it needs nobody else.</summary>
internal static class AccountRules
{
    private const int RealmMaxLength = 253;

    /// <summary>The draft with its realm as it is kept.</summary>
    public static AccountDraft Normalise(AccountDraft draft) => draft with { Realm = draft.Realm.ToLowerInvariant() };

    public static void Check(FieldChecks checks, AccountDraft draft)
    {
        checks.Required("name", draft.Name);
        checks.Required("realm", draft.Realm, RealmMaxLength);
        if (!IsDomain(draft.Realm))
        {
            checks.Wrong("realm", "must be a domain such as pbx.example.com");
        }

        checks.Text("company", draft.Company);
        checks.Country("country", draft.Country);
        checks.TimeZone("timeZone", draft.TimeZone);
        checks.Language("language", draft.Language);
        checks.Range(
            "hotDesk.lockAfter", draft.LockAfter, DirectoryLimits.LockAfterLeast, DirectoryLimits.LockAfterMost);
        checks.Range("hotDesk.lockMinutes", draft.LockMinutes, 1, DirectoryLimits.LockMinutesMost);
        checks.Digits("outsidePrefix", draft.OutsidePrefix, DirectoryLimits.OutsidePrefixMaxDigits);
        checks.Range("hotDesk.retentionDays", draft.RetentionDays, 1, DirectoryLimits.RetentionDaysMost);
        checks.Range("callRecords.retentionDays", draft.CallRecordDays, 1, DirectoryLimits.RetentionDaysMost);
        checks.Range(
            "audit.retentionDays",
            draft.AuditDays,
            DirectoryLimits.AuditRetentionDaysLeast,
            DirectoryLimits.RetentionDaysMost);
        CheckMail(checks, draft);
        PolicyRules.Check(checks, draft.Policy);
    }

    public static void Check(FieldChecks checks, SiteDraft draft)
    {
        checks.Required("name", draft.Name);
        checks.Country("country", draft.Country);
        checks.TimeZone("timeZone", draft.TimeZone);
        checks.Language("language", draft.Language);
        checks.Text("address.street", draft.Address?.Street);
        checks.Text("address.city", draft.Address?.City);
        checks.Text("address.region", draft.Address?.Region);
        checks.Text("address.postalCode", draft.Address?.PostalCode);
        checks.Country("address.country", draft.Address?.Country);
        PolicyRules.Check(checks, draft.Policy);
    }

    public static void CheckCode(FieldChecks checks, string code)
    {
        if (code.Length is 0 or > DirectoryLimits.FeatureCodeMaxLength || !code.All(IsDialled))
        {
            checks.Wrong(
                "code", $"must be 1 to {DirectoryLimits.FeatureCodeMaxLength} of the digits 0 to 9, * and #");
        }
    }

    private static void CheckMail(FieldChecks checks, AccountDraft draft)
    {
        var mail = draft.Mail;

        if (mail.Host is { } host && Uri.CheckHostName(host) is UriHostNameType.Unknown)
        {
            checks.Wrong("mail.host", "must be a name such as mail.example.com, or an address");
        }

        if (mail.From is { } from && !UserRules.IsEmail(from))
        {
            checks.Wrong("mail.from", "must be a mail address");
        }

        if (mail is { Host: not null, From: null })
        {
            checks.Wrong("mail.from", "must be given: every mail has a sender");
        }

        // Else whoever may set the server could have the password sent to one of their own, or in the clear.
        if (draft is { HasMailPassword: true, WasMailPasswordForAnother: true })
        {
            checks.Wrong("mail.password", "must be given again for another server, or with less security");
        }

        if (mail.Username is null && draft.HasMailPassword)
        {
            checks.Wrong("mail.username", "must be given with the password");
        }
    }

    private static bool IsDialled(char key) => char.IsAsciiDigit(key) || key is '*' or '#';

    // Lenient: it is compared, never looked up. Addresses are domains here too.
    private static bool IsDomain(string realm) => realm.Split('.').All(
        label => label.Length is > 0 and <= 63
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            && label[0] != '-' && label[^1] != '-');
}
