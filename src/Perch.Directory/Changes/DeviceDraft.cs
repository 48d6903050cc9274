namespace Perch.Directory;

/// <summary>Everything an administrator writes about a device, with the names of the API.</summary>
public sealed record DeviceDraft
{
    public string? ExternalId { get; init; }

    public string Nickname { get; init; } = "";

    public DeviceType Type { get; init; } = DeviceType.SipPhone;

    /// <summary>Null: <c>- No Owner -</c>.</summary>
    public UserId? OwnerId { get; init; }

    public SiteId? SiteId { get; init; }

    /// <summary>Any common way of writing it; kept and returned as twelve lower-case hex digits.</summary>
    public string? MacAddress { get; init; }

    public string? Brand { get; init; }

    public string? Model { get; init; }

    public bool Enabled { get; init; } = true;

    public SipDraft Sip { get; init; } = new();

    public string? Language { get; init; }

    public bool FollowRedirects { get; init; }

    public CallerId CallerId { get; init; } = CallerId.None;

    public EmergencyPlace Emergency { get; init; } = EmergencyPlace.Unset;

    public RingState RingState { get; init; } = RingState.On;

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;

    /// <summary>Read only: its owner was deleted.</summary>
    public bool LostOwner { get; init; }
}

/// <summary>How a device proves and reaches itself.</summary>
public sealed record SipDraft
{
    public string Username { get; init; } = "";

    /// <summary>Null leaves the password as it is; at creation 24 random characters.</summary>
    public Secret? NewPassword { get; init; }

    public SipTransport Transport { get; init; } = SipTransport.Udp;

    public int MaxBindings { get; init; } = 1;
}

/// <summary>What the phone is told to use; it may register over any.</summary>
public enum SipTransport
{
    Udp,
    Tcp,
    Tls,
}
