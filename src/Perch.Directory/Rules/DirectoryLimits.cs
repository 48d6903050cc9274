namespace Perch.Directory;

/// <summary>The limits that forms, the API and the dial pad share: what can be saved can be dialled.</summary>
public static class DirectoryLimits
{
    public const int HotDeskIdMaxDigits = 15;

    public const int PinMinDigits = 4;

    public const int PinMaxDigits = 15;

    /// <summary>Until an account says otherwise.</summary>
    public const int LockAfter = 5;

    public const int LockAfterLeast = 3;

    /// <summary>A PIN of four digits must not be found by trying.</summary>
    public const int LockAfterMost = 10;

    /// <summary>Until an account says otherwise.</summary>
    public const int LockMinutes = 15;

    public const int LockMinutesMost = 24 * 60;

    public const int ExtensionMaxDigits = 15;

    public const int FeatureCodeMaxLength = 10;

    public const int SipPasswordMinLength = 6;

    public const int SipPasswordMaxLength = 128;

    /// <summary>A shorter one that a person chose is taken with a warning.</summary>
    public const int SipPasswordStrongLength = 12;

    public const int SipPasswordGeneratedLength = 24;

    public const int SipUsernameMaxLength = 64;

    public const int UsernameMaxLength = 64;

    public const int EmailMaxLength = 254;

    /// <summary>RFC 1035 §2.3.4: of a domain name.</summary>
    public const int HostMaxLength = 253;

    public const int PasswordMinLength = 8;

    public const int PasswordMaxLength = 256;

    public const int MaxBindingsMost = 16;

    public const int OutsidePrefixMaxDigits = 3;

    /// <summary>Of the ledger and of call records, unless an account says otherwise.</summary>
    public const int RetentionDays = 365;

    /// <summary>Of the audit, unless an account says otherwise.</summary>
    public const int AuditRetentionDays = 3 * 365;

    /// <summary>Nobody gets rid of the note of what they did by shortening the time.</summary>
    public const int AuditRetentionDaysLeast = 365;

    public const int RetentionDaysMost = 3650;

    /// <summary>Of names, brands and everything else that a person types in a line.</summary>
    public const int TextMaxLength = 128;
}
