namespace Perch.Directory;

/// <summary>What a request may set of a device, for the OpenAPI document; <see cref="DeviceFields"/> reads it.</summary>
internal sealed record DeviceBody(string Nickname, SipBody Sip) : DeviceSettingsBody;

/// <summary>All but what every device needs.</summary>
internal abstract record DeviceSettingsBody : PolicyJson
{
    public string? ExternalId { get; init; }

    public DeviceType? Type { get; init; }

    /// <summary>Null: no owner.</summary>
    public Guid? OwnerId { get; init; }

    public Guid? SiteId { get; init; }

    public string? MacAddress { get; init; }

    public string? Brand { get; init; }

    public string? Model { get; init; }

    public bool? Enabled { get; init; }

    public string? Language { get; init; }

    public bool? FollowRedirects { get; init; }

    public CallerIdJson? CallerId { get; init; }

    public EmergencyBody? Emergency { get; init; }

    public RingState? RingState { get; init; }
}

/// <param name="LocationId">A site; null: the one the device stands at.</param>
internal sealed record EmergencyBody(string? CallerId, Guid? LocationId);

internal sealed record SipBody(string Username)
{
    /// <summary>Write only; 24 random characters when absent at creation.</summary>
    public string? Password { get; init; }

    public SipTransport? Transport { get; init; }

    public int? MaxBindings { get; init; }
}
