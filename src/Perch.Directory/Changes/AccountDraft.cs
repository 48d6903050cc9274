namespace Perch.Directory;

/// <summary>Everything that is written about an account: by the operator, or by its own settings.</summary>
public sealed record AccountDraft
{
    /// <summary>Unique; the first account is called <c>default</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The SIP domain; unique, kept in lower case.</summary>
    public string Realm { get; init; } = "";

    /// <summary>What the organisation calls itself.</summary>
    public string? Company { get; init; }

    public string? Country { get; init; }

    public string TimeZone { get; init; } = "Etc/UTC";

    public string Language { get; init; } = "en-US";

    public bool Enabled { get; init; } = true;

    public SipDigestChoice SipDigest { get; init; } = SipDigestChoice.Md5;

    public bool DialledPin { get; init; }

    /// <summary>As <see cref="Account.LockAfter"/>.</summary>
    public int LockAfter { get; init; } = DirectoryLimits.LockAfter;

    /// <summary>As <see cref="Account.LockMinutes"/>.</summary>
    public int LockMinutes { get; init; } = DirectoryLimits.LockMinutes;

    public bool PinlessLimits { get; init; } = true;

    /// <summary>As <see cref="Account.RetentionDays"/>.</summary>
    public int RetentionDays { get; init; } = DirectoryLimits.RetentionDays;

    /// <summary>As <see cref="Account.CallRecordDays"/>.</summary>
    public int CallRecordDays { get; init; } = DirectoryLimits.RetentionDays;

    /// <summary>As <see cref="Account.AuditDays"/>.</summary>
    public int AuditDays { get; init; } = DirectoryLimits.AuditRetentionDays;

    public string? OutsidePrefix { get; init; }

    public MailServer Mail { get; init; } = new();

    public bool HasMailPassword { get; init; }

    /// <summary>Null to keep the one there is.</summary>
    public Secret? NewMailPassword { get; init; }

    /// <summary>The password that is kept was given for another server, or for a safer way to it.</summary>
    public bool WasMailPasswordForAnother { get; init; }

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;
}

/// <summary>Everything an administrator writes about a site.</summary>
public sealed record SiteDraft
{
    public string Name { get; init; } = "";

    public string? TimeZone { get; init; }

    public string? Country { get; init; }

    public string? Language { get; init; }

    public PostalAddress? Address { get; init; }

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;
}

/// <summary>Where letters and ambulances go.</summary>
public sealed record PostalAddress(string? Street, string? City, string? Region, string? PostalCode, string? Country);
