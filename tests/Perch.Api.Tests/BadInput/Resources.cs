using Perch.Directory;
using static Perch.Api.Tests.BadInput.FieldRow;

namespace Perch.Api.Tests.BadInput;

/// <summary>
/// Every field that requests may set. <see cref="TheTableIsComplete"/> fails for a field of the API without a row.
/// </summary>
internal static class Resources
{
    private const int Line = DirectoryLimits.TextMaxLength;

    public static readonly IReadOnlyList<Resource> All =
    [
        new("users", "/users", () => Fresh.User(), [
            Text("externalId", Line), Text("username", DirectoryLimits.UsernameMaxLength), Text("firstName", Line),
            Text("lastName", Line), Text("email", DirectoryLimits.EmailMaxLength), Choice("role"),
            List("siteIds", 100), Text("extension", DirectoryLimits.ExtensionMaxDigits),
            Text("language", 35), Flag("enabled"), Text("password", DirectoryLimits.PasswordMaxLength),
            .. CallerId(),
            Group("hotDesk"), Flag("hotDesk.enabled"), Text("hotDesk.id", DirectoryLimits.HotDeskIdMaxDigits),
            Flag("hotDesk.requirePin"), Text("hotDesk.pin", DirectoryLimits.PinMaxDigits), Choice("hotDesk.elsewhere"),
            Group("hotDesk.autoLogOut"), Number("hotDesk.autoLogOut.afterHours", 1e9),
            new("hotDesk.autoLogOut.dailyAt", 3, "25:00"),
        ]),
        new("devices", "/devices", () => Fresh.Device(), [
            Text("externalId", Line), Text("nickname", Line), Choice("type"), Id("ownerId"), Id("siteId"),
            Text("macAddress", 32), Text("brand", Line), Text("model", Line), Flag("enabled"), Text("language", Line),
            Flag("followRedirects"), Choice("ringState"), Group("sip"),
            Text("sip.username", DirectoryLimits.SipUsernameMaxLength),
            Text("sip.password", DirectoryLimits.SipPasswordMaxLength), Choice("sip.transport"),
            Number("sip.maxBindings", DirectoryLimits.MaxBindingsMost + 1),
            Group("emergency"), Text("emergency.callerId", Line), Id("emergency.locationId"),
            .. CallerId(), .. Policy(""),
        ]),
        new("sites", "/sites", () => new { name = Fresh.Name("Riverside ") }, [
            Text("name", Line), .. Place(), Group("address"), Text("address.street", Line), Text("address.city", Line),
            Text("address.region", Line), Text("address.postalCode", Line), Text("address.country", Line),
            .. Policy(""),
        ]),
        new("accounts", "/accounts", NewAccount, [
            Text("name", Line), Text("realm", 253), Text("company", Line), .. Place(), Flag("enabled"), .. Policy(""),
        ]),
        new("settings", "/settings", () => new { }, [
            Text("company", Line), .. Place(), Choice("sipDigest"), Group("hotDesk"), Flag("hotDesk.dialledPin"),
            Number("hotDesk.lockAfter", DirectoryLimits.LockAfterMost + 1),
            Number("hotDesk.lockMinutes", DirectoryLimits.LockMinutesMost + 1),
            Text("outsidePrefix", DirectoryLimits.OutsidePrefixMaxDigits), Flag("hotDesk.pinlessLimits"),
            Number("hotDesk.retentionDays", DirectoryLimits.RetentionDaysMost + 1),
            Group("mail"), Text("mail.host", DirectoryLimits.HostMaxLength), Number("mail.port", 65536),
            Choice("mail.security"), Text("mail.username", DirectoryLimits.EmailMaxLength),
            Text("mail.password", DirectoryLimits.PasswordMaxLength), Text("mail.from", DirectoryLimits.EmailMaxLength),
            Group("callRecords"), Number("callRecords.retentionDays", DirectoryLimits.RetentionDaysMost + 1),
            Group("audit"), Number("audit.retentionDays", DirectoryLimits.RetentionDaysMost + 1),
            Group("hotDesk.defaults"), .. Policy("hotDesk.defaults."),
        ]) { Methods = ["PATCH"] },
        new("callflows", "/callflows", NewCallflow, [
            Text("name", Line), List("numbers", 100), List("patterns", 100), Group("flow"), Choice("flow.program"),
            Group("flow.data"), Group("flow.children"),
        ]),
        new("feature codes", "/feature-codes/hotdesk-login", () => new { code = "*11" }, [
            Text("code", DirectoryLimits.FeatureCodeMaxLength), Flag("enabled"),
        ]) { Methods = ["PUT"], DocumentedPath = "/feature-codes/{name}" },
        new("sessions", "/hot-desk-sessions", () => new { userId = Guid.Empty, deviceId = Guid.Empty }, [
            Id("userId"), Id("deviceId"), Flag("takeover"), Text("pin", DirectoryLimits.PinMaxDigits),
        ]) { Methods = ["POST"] },
    ];

    public static Resource Named(string name) => All.First(resource => resource.Name == name);

    private static object NewAccount()
    {
        var name = Fresh.Name("customer");
        return new { name, realm = $"{name}.example" };
    }

    private static object NewCallflow() =>
        new { name = Fresh.Name("Reception "), numbers = new[] { Fresh.Number() }, flow = new { program = "hangup" } };

    private static FieldRow[] CallerId() =>
        [Group("callerId"), Text("callerId.internal", Line), Text("callerId.external", Line)];

    private static FieldRow[] Place() => [Text("country", Line), Text("timeZone", Line), Text("language", Line)];

    private static FieldRow[] Policy(string prefix) =>
    [
        Choice(prefix + "hotDeskUse"), Choice(prefix + "occupiedPolicy"), Choice(prefix + "loggedOutProfile"),
        Flag(prefix + "pinToLogOut"), Group(prefix + "autoLogOut"), Number(prefix + "autoLogOut.afterHours", 1e9),
        new(prefix + "autoLogOut.dailyAt", 3, "25:00"), Number(prefix + "autoLogOut.afterIdleMinutes", 1e9),
        Number(prefix + "autoLogOut.afterUnregisteredMinutes", 1e9),
    ];
}
