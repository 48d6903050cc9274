using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads what a request says about a user.</summary>
internal static class UserFields
{
    private const int TagMaxLength = 35;

    public static UserDraft Read(JsonFields body, UserDraft now)
    {
        body.ReadOnly("id", "createdAt", "updatedAt", "devicesOn", "hasPassword", "effective");

        return now with
        {
            ExternalId = body.Text("externalId", now.ExternalId, DirectoryLimits.TextMaxLength),
            Username = body.RequiredText("username", now.Username, DirectoryLimits.UsernameMaxLength),
            FirstName = body.Text("firstName", now.FirstName, DirectoryLimits.TextMaxLength),
            LastName = body.Text("lastName", now.LastName, DirectoryLimits.TextMaxLength),
            Email = body.Text("email", now.Email, DirectoryLimits.EmailMaxLength),
            Role = body.Choice("role", now.Role, Role.User),
            Sites = SiteIds.Read(body, now.Sites),
            Extension = body.Text("extension", now.Extension, DirectoryLimits.ExtensionMaxDigits),
            Language = body.Text("language", now.Language, TagMaxLength),
            Enabled = body.Flag("enabled", now.Enabled, whenCleared: true),
            NewPassword = ReadPassword(body),
            CallerId = CallerIdJson.Read(body.Nested("callerId"), now.CallerId),
            HotDesk = ReadHotDesk(body.Nested("hotDesk"), now.HotDesk),
        };
    }

    private static Secret? ReadPassword(JsonFields body)
    {
        if (body.IsNull("password"))
        {
            body.Reject("password", "must not be null");
        }

        return body.Secret("password", DirectoryLimits.PasswordMinLength, DirectoryLimits.PasswordMaxLength)
            is { } password ? new(password) : null;
    }

    private static HotDeskDraft ReadHotDesk(JsonFields fields, HotDeskDraft now)
    {
        fields.ReadOnly("hasPin");
        var pin = fields.Secret("pin", DirectoryLimits.PinMinDigits, DirectoryLimits.PinMaxDigits);

        return now with
        {
            Enabled = fields.Flag("enabled", now.Enabled),
            Id = fields.Text("id", now.Id, DirectoryLimits.HotDeskIdMaxDigits),
            RequirePin = fields.Flag("requirePin", now.RequirePin),
            Elsewhere = fields.Choice("elsewhere", now.Elsewhere, Elsewhere.Move),
            AutoLogOut = UserAutoLogOutJson.Read(fields, now.AutoLogOut),
            NewPin = pin is null ? null : new(pin),
            HasPin = pin is not null || (now.HasPin && !fields.IsNull("pin")),
        };
    }
}
