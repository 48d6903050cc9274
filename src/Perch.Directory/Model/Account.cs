namespace Perch.Directory;

/// <summary>One customer of the service: one SIP realm, its own users, devices and callflows. Immutable.</summary>
public sealed record Account
{
    public required AccountId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The SIP domain, lower case; it selects the account when a phone names it.</summary>
    public required string Realm { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or null while nobody has said; decides ringback and emergency numbers.</summary>
    public string? Country { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>A BCP 47 tag such as <c>en-US</c>.</summary>
    public string Language { get; init; } = "en-US";

    public bool Enabled { get; init; } = true;

    /// <summary>Which digest challenges phones are sent.</summary>
    public SipDigestChoice SipDigest { get; init; } = SipDigestChoice.Md5;

    /// <summary>Whether <c>*11id*pin</c> in one dial is accepted.</summary>
    public bool DialledPin { get; init; }

    /// <summary>Wrong PINs of one person at one place that lock it; twice as many unknown IDs lock a desk.</summary>
    public int LockAfter { get; init; } = DirectoryLimits.LockAfter;

    /// <summary>How long the first lock lasts; each further one twice as long.</summary>
    public int LockMinutes { get; init; } = DirectoryLimits.LockMinutes;

    /// <summary>Whether who logged in without a PIN makes outside calls only as the bare desk may.</summary>
    public bool PinlessLimits { get; init; } = true;

    /// <summary>Days after which the ledger of desks forgets who it was.</summary>
    public int RetentionDays { get; init; } = DirectoryLimits.RetentionDays;

    /// <summary>Days after which the record of a call is deleted.</summary>
    public int CallRecordDays { get; init; } = DirectoryLimits.RetentionDays;

    /// <summary>Days after which the note of who changed what is deleted.</summary>
    public int AuditDays { get; init; } = DirectoryLimits.AuditRetentionDays;

    /// <summary>What people here dial before an outside number, such as <c>9</c>; null for nothing.</summary>
    public string? OutsidePrefix { get; init; }

    public MailServer Mail { get; init; } = new();

    /// <summary>Of the mail server; opens with the account's id. Null for none.</summary>
    public byte[]? SealedMailPassword { get; init; }

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;
}

/// <summary>RFC 8760: phones in use fail on more than one challenge, so MD5 alone is the default.</summary>
public enum SipDigestChoice
{
    /// <summary>One MD5 challenge.</summary>
    Md5,

    /// <summary>MD5 first, then SHA-256.</summary>
    Both,

    /// <summary>One SHA-256 challenge.</summary>
    Sha256,
}

/// <summary>A place with a time zone and a postal address; devices stand at a site. Immutable.</summary>
public sealed record Site
{
    public required SiteId Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Name { get; init; }

    public string? Country { get; init; }

    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    /// <summary>Helpers can be sent here: street and town are known.</summary>
    public bool HasAddress { get; init; }

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;
}
