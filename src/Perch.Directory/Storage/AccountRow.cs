namespace Perch.Directory;

internal sealed class AccountRow : Row, IAuditedRow
{
    string IAuditedRow.AuditKind => "account";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => Id;

    string IAuditedRow.AuditName => Name;

    public string Name { get; set; } = "";

    /// <summary>Lower case.</summary>
    public string Realm { get; set; } = "";

    public string? Company { get; set; }

    public string? Country { get; set; }

    public string TimeZone { get; set; } = "";

    public string Language { get; set; } = "";

    public bool Enabled { get; set; }

    public SipDigestChoice SipDigest { get; set; }

    public bool DialledPin { get; set; }

    public int LockAfter { get; set; }

    public int LockMinutes { get; set; }

    public bool PinlessLimits { get; set; } = true;

    public int RetentionDays { get; set; } = DirectoryLimits.RetentionDays;

    public int CallRecordDays { get; set; } = DirectoryLimits.RetentionDays;

    public int AuditDays { get; set; } = DirectoryLimits.AuditRetentionDays;

    public string? OutsidePrefix { get; set; }

    public MailColumns Mail { get; set; } = new();

    public PolicyColumns Policy { get; set; } = new();
}

internal sealed class SiteRow : AccountOwnedRow, IAuditedRow
{
    string IAuditedRow.AuditKind => "site";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Name;

    public string Name { get; set; } = "";

    public string? TimeZone { get; set; }

    public string? Country { get; set; }

    public string? Language { get; set; }

    public AddressColumns Address { get; set; } = new();

    public PolicyColumns Policy { get; set; } = new();
}

internal sealed class AddressColumns
{
    public string? Street { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public string? Country { get; set; }

    public static AddressColumns From(PostalAddress? address) => new()
    {
        Street = address?.Street,
        City = address?.City,
        Region = address?.Region,
        PostalCode = address?.PostalCode,
        Country = address?.Country,
    };

    /// <summary>Null where no line is filled.</summary>
    public PostalAddress? ToAddress() =>
        (Street ?? City ?? Region ?? PostalCode ?? Country) is null
            ? null
            : new PostalAddress(Street, City, Region, PostalCode, Country);
}

/// <summary>A code that an account changed.</summary>
internal sealed class FeatureCodeRow : AccountOwnedRow, IAuditedRow
{
    string IAuditedRow.AuditKind => "feature-code";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Name;

    public string Name { get; set; } = "";

    public string Code { get; set; } = "";

    public bool Enabled { get; set; }
}
