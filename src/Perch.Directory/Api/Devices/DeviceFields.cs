using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads what a request says about a device.</summary>
internal static class DeviceFields
{
    private const int MacTextMaxLength = 32;

    public static DeviceDraft Read(JsonFields body, DeviceDraft now)
    {
        body.ReadOnly(
            "id", "createdAt", "updatedAt", "lostOwner", "effective", "registered", "bindings", "warnings");

        return now with
        {
            ExternalId = body.Text("externalId", now.ExternalId, DirectoryLimits.TextMaxLength),
            Nickname = body.RequiredText("nickname", now.Nickname, DirectoryLimits.TextMaxLength),
            Type = body.Choice("type", now.Type, DeviceType.SipPhone),
            OwnerId = body.Id("ownerId", now.OwnerId?.Value) is { } owner ? new(owner) : null,
            SiteId = body.Id("siteId", now.SiteId?.Value) is { } site ? new(site) : null,
            MacAddress = body.Text("macAddress", now.MacAddress, MacTextMaxLength),
            Brand = body.Text("brand", now.Brand, DirectoryLimits.TextMaxLength),
            Model = body.Text("model", now.Model, DirectoryLimits.TextMaxLength),
            Enabled = body.Flag("enabled", now.Enabled, whenCleared: true),
            Sip = ReadSip(body.Nested("sip"), now.Sip),
            Language = body.Text("language", now.Language, DirectoryLimits.TextMaxLength),
            FollowRedirects = body.Flag("followRedirects", now.FollowRedirects),
            CallerId = CallerIdJson.Read(body.Nested("callerId"), now.CallerId),
            Emergency = EmergencyJson.Read(body.Nested("emergency"), now.Emergency),
            RingState = body.Choice("ringState", now.RingState, RingState.On),
            Policy = PolicyJson.Read(body, now.Policy),
        };
    }

    /// <summary>What to say about a password that is taken all the same.</summary>
    public static IReadOnlyList<WarningJson> WarningsOf(DeviceDraft device) =>
        device.Sip.NewPassword is { Value: var password } && SipPasswords.IsWeak(password, device.Sip.Username)
            ? [new("sip.password", "is easy to guess; leave it out to have a random one made")]
            : [];

    private static SipDraft ReadSip(JsonFields fields, SipDraft now)
    {
        var password = fields.Secret(
            "password", DirectoryLimits.SipPasswordMinLength, DirectoryLimits.SipPasswordMaxLength);

        if (fields.IsNull("password"))
        {
            fields.Reject("password", "must not be null");
        }

        return now with
        {
            Username = fields.RequiredText("username", now.Username, DirectoryLimits.SipUsernameMaxLength),
            NewPassword = password is null ? null : new(password),
            Transport = fields.Choice("transport", now.Transport, SipTransport.Udp),
            MaxBindings = fields.Number("maxBindings", now.MaxBindings, 1, 1..DirectoryLimits.MaxBindingsMost),
        };
    }
}
