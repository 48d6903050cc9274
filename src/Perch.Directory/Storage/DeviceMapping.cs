namespace Perch.Directory;

/// <summary>Rows of devices as what others see, and back.</summary>
internal static class DeviceMapping
{
    public static Stored<DeviceDraft> ToStored(this DeviceRow row) => row.Stored(row.ToDraft());

    public static DeviceDraft ToDraft(this DeviceRow row) => new()
    {
        ExternalId = row.ExternalId,
        Nickname = row.Nickname,
        Type = row.Type,
        OwnerId = row.OwnerId is { } owner ? new UserId(owner) : null,
        LostOwner = row.LostOwner,
        SiteId = row.SiteId is { } site ? new SiteId(site) : null,
        MacAddress = row.MacAddress,
        Brand = row.Brand,
        Model = row.Model,
        Enabled = row.Enabled,
        Sip = new SipDraft
        {
            Username = row.SipUsername,
            Transport = row.Transport,
            MaxBindings = row.MaxBindings,
        },
        Language = row.Language,
        FollowRedirects = row.FollowRedirects,
        CallerId = UserMapping.CallerIdOf(row.CallerIdInternal, row.CallerIdExternal),
        Emergency = EmergencyPlace.Of(row.EmergencyCallerId, row.EmergencyLocationId),
        RingState = row.RingState,
        Policy = row.Policy.ToPolicy(),
    };

    public static Device ToModel(this DeviceRow row, SipSecret secret) => new()
    {
        Id = new DeviceId(row.Id),
        AccountId = new AccountId(row.AccountId),
        Nickname = row.Nickname,
        Type = row.Type,
        OwnerId = row.OwnerId is { } owner ? new UserId(owner) : null,
        LostOwner = row.LostOwner,
        SiteId = row.SiteId is { } site ? new SiteId(site) : null,
        Enabled = row.Enabled,
        SipUsername = row.SipUsername == row.Nickname ? row.Nickname : row.SipUsername,
        Secret = secret,
        MaxBindings = row.MaxBindings,
        FollowRedirects = row.FollowRedirects,
        Language = row.Language is null ? null : string.Intern(row.Language),
        CallerId = UserMapping.CallerIdOf(row.CallerIdInternal, row.CallerIdExternal),
        Emergency = EmergencyPlace.Of(row.EmergencyCallerId, row.EmergencyLocationId),
        RingState = row.RingState,
        Policy = row.Policy.ToPolicy(),
    };

    /// <summary>Everything but the password, which is sealed apart.</summary>
    public static void Take(this DeviceRow row, DeviceDraft draft)
    {
        // Somebody decided about the owner, so it no longer counts that one was deleted.
        row.LostOwner = row.LostOwner && draft.OwnerId is null;
        row.ExternalId = draft.ExternalId;
        row.Nickname = draft.Nickname;
        row.Type = draft.Type;
        row.OwnerId = draft.OwnerId?.Value;
        row.SiteId = draft.SiteId?.Value;
        row.MacAddress = draft.MacAddress;
        row.Brand = draft.Brand;
        row.Model = draft.Model;
        row.Enabled = draft.Enabled;
        row.SipUsername = draft.Sip.Username;
        row.SipUsernameKey = UserMapping.KeyOf(draft.Sip.Username);
        row.Transport = draft.Sip.Transport;
        row.MaxBindings = draft.Sip.MaxBindings;
        row.Language = draft.Language;
        row.FollowRedirects = draft.FollowRedirects;
        row.CallerIdInternal = draft.CallerId.Internal;
        row.CallerIdExternal = draft.CallerId.External;
        row.EmergencyCallerId = draft.Emergency.CallerId;
        row.EmergencyLocationId = draft.Emergency.LocationId?.Value;
        row.RingState = draft.RingState;
        row.Policy = PolicyColumns.From(draft.Policy);
    }
}
