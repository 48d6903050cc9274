using System.Text.Json.Serialization;

namespace Perch.Directory;

/// <summary>One telephone or softphone with its own SIP credentials. Immutable.</summary>
public sealed record Device
{
    public required DeviceId Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Nickname { get; init; }

    public DeviceType Type { get; init; } = DeviceType.SipPhone;

    /// <summary>The user it belongs to, or null: <c>- No Owner -</c>.</summary>
    public UserId? OwnerId { get; init; }

    /// <summary>Its owner was deleted; such a device does not become a desk by itself.</summary>
    public bool LostOwner { get; init; }

    public SiteId? SiteId { get; init; }

    public bool Enabled { get; init; } = true;

    public required string SipUsername { get; init; }

    public required SipSecret Secret { get; init; }

    public int MaxBindings { get; init; } = 1;

    public bool FollowRedirects { get; init; }

    public string? Language { get; init; }

    public CallerId CallerId { get; init; } = CallerId.None;

    /// <summary>What helpers are told of this phone, whoever sits at it.</summary>
    public EmergencyPlace Emergency { get; init; } = EmergencyPlace.Unset;

    /// <summary>Off: registered and able to call, not rung for its owner's calls.</summary>
    public RingState RingState { get; init; } = RingState.On;

    public DeskPolicy Policy { get; init; } = DeskPolicy.Unset;
}

/// <summary>The names on the wire are those of the API's contract, which has underscores here alone.</summary>
public enum DeviceType
{
    [JsonStringEnumMemberName("sip_phone")]
    SipPhone,

    Softphone,
    Ata,

    [JsonStringEnumMemberName("door_phone")]
    DoorPhone,
}

/// <summary>Where helpers find and call back a phone.</summary>
/// <param name="CallerId">The public number that rings this phone.</param>
/// <param name="LocationId">The site whose address it stands at, where that is not its own site.</param>
public sealed record EmergencyPlace(string? CallerId, SiteId? LocationId)
{
    public static EmergencyPlace Unset { get; } = new(null, null);

    /// <summary>The one shared <see cref="Unset"/> where nothing is set, which is nearly everywhere.</summary>
    public static EmergencyPlace Of(string? callerId, Guid? location) =>
        callerId is null && location is null ? Unset : new(callerId, location is { } id ? new SiteId(id) : null);
}

public enum RingState
{
    On,
    Off,
}

/// <summary>
/// What proves a device's digest: HA1 = H(username:realm:password), as lower-case hex in ASCII.
/// As good as the password, so it prints as stars and is never logged.
/// </summary>
public sealed class SipSecret(byte[] ha1Md5, byte[] ha1Sha256)
{
    /// <summary>32 hex digits.</summary>
    public ReadOnlySpan<byte> Ha1Md5 => ha1Md5;

    /// <summary>64 hex digits.</summary>
    public ReadOnlySpan<byte> Ha1Sha256 => ha1Sha256;

    public override string ToString() => "***";
}
