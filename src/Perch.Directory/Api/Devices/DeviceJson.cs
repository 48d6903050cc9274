namespace Perch.Directory;

/// <summary>A device as REST shows it; its SIP password is only at <c>/credentials</c>.</summary>
internal sealed record DeviceJson(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : PolicyJson
{
    public string? ExternalId { get; init; }

    public required string Nickname { get; init; }

    public DeviceType Type { get; init; }

    public Guid? OwnerId { get; init; }

    /// <summary>Its owner was deleted; such a device does not become a desk by itself.</summary>
    public bool LostOwner { get; init; }

    public Guid? SiteId { get; init; }

    public string? MacAddress { get; init; }

    public string? Brand { get; init; }

    public string? Model { get; init; }

    public bool Enabled { get; init; }

    public required SipJson Sip { get; init; }

    public string? Language { get; init; }

    public bool FollowRedirects { get; init; }

    public required CallerIdJson CallerId { get; init; }

    public required EmergencyJson Emergency { get; init; }

    public RingState RingState { get; init; }

    public required EffectivePolicyJson Effective { get; init; }

    public bool Registered { get; init; }

    public required IReadOnlyList<RegisteredContact> Bindings { get; init; }

    /// <summary>What was taken although it could be better; only in the answer to the request that brought it.</summary>
    public IReadOnlyList<WarningJson> Warnings { get; init; } = [];

    public static DeviceJson Of(
        Stored<DeviceDraft> stored, AccountId account, IDirectory directory, IDeviceRegistrations registrations)
    {
        var site = stored.Value.SiteId is { } id ? directory.Site(id)?.Policy : null;
        var effective = EffectivePolicyJson.Of(
            new(PolicySource.Device, stored.Value.Policy),
            new(PolicySource.Site, site ?? DeskPolicy.Unset),
            new(PolicySource.Account, directory.Account(account)?.Policy ?? DeskPolicy.Unset));

        return Of(stored, effective, registrations.BindingsOf(new(stored.Id))) with
        {
            Emergency = EmergencyJson.Of(stored.Value, directory),
        };
    }

    private static DeviceJson Of(
        Stored<DeviceDraft> stored, EffectivePolicyJson effective, IReadOnlyList<RegisteredContact> bindings)
    {
        var device = stored.Value;
        var json = new DeviceJson(stored.Id, stored.CreatedAt, stored.UpdatedAt)
        {
            ExternalId = device.ExternalId,
            Nickname = device.Nickname,
            Type = device.Type,
            OwnerId = device.OwnerId?.Value,
            LostOwner = device.LostOwner,
            SiteId = device.SiteId?.Value,
            MacAddress = device.MacAddress,
            Brand = device.Brand,
            Model = device.Model,
            Enabled = device.Enabled,
            Sip = new(device.Sip.Username, device.Sip.Transport, device.Sip.MaxBindings),
            Language = device.Language,
            FollowRedirects = device.FollowRedirects,
            CallerId = CallerIdJson.Of(device.CallerId),
            Emergency = EmergencyJson.Nothing,
            RingState = device.RingState,
            Effective = effective,
            Registered = bindings.Count > 0,
            Bindings = bindings,
        };
        return Fill(json, device.Policy);
    }
}

internal sealed record SipJson(string Username, SipTransport Transport, int MaxBindings);

internal sealed record WarningJson(string Field, string Message);

/// <summary>What to enter into the phone.</summary>
internal sealed record CredentialsJson(string Username, string Password, string Realm, SipTransport Transport)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => $"{Username} ***";
}
