namespace Perch.Directory;

internal sealed class DeviceRow : AccountOwnedRow, IAuditedRow
{
    string IAuditedRow.AuditKind => "device";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Nickname;

    public string? ExternalId { get; set; }

    public string Nickname { get; set; } = "";

    public DeviceType Type { get; set; }

    public Guid? OwnerId { get; set; }

    public bool LostOwner { get; set; }

    public Guid? SiteId { get; set; }

    /// <summary>Twelve lower-case hex digits.</summary>
    public string? MacAddress { get; set; }

    public string? Brand { get; set; }

    public string? Model { get; set; }

    public bool Enabled { get; set; }

    public string SipUsername { get; set; } = "";

    /// <summary>The SIP user name in lower case, which is what must be unique.</summary>
    public string SipUsernameKey { get; set; } = "";

    /// <summary>Encrypted for this device; see <c>SecretBox</c>.</summary>
    public byte[] SipPassword { get; set; } = [];

    public SipTransport Transport { get; set; }

    public int MaxBindings { get; set; }

    public string? Language { get; set; }

    public bool FollowRedirects { get; set; }

    public string? CallerIdInternal { get; set; }

    public string? CallerIdExternal { get; set; }

    public string? EmergencyCallerId { get; set; }

    public Guid? EmergencyLocationId { get; set; }

    public RingState RingState { get; set; }

    public PolicyColumns Policy { get; set; } = new();
}
