using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads what a request says about the server that takes the account's mail.</summary>
internal static class MailFields
{
    private const int MostPort = 65535;
    private static readonly MailServer _blank = new();

    public static AccountDraft Read(JsonFields mail, AccountDraft now)
    {
        mail.ReadOnly("hasPassword");
        var before = now.Mail;
        var server = new MailServer
        {
            Host = mail.Text("host", before.Host, DirectoryLimits.HostMaxLength),
            Port = mail.Number("port", before.Port, _blank.Port, 1..MostPort),
            Security = mail.Choice("security", before.Security, _blank.Security),
            Username = mail.Text("username", before.Username, DirectoryLimits.EmailMaxLength),
            From = mail.Text("from", before.From, DirectoryLimits.EmailMaxLength),
        };
        var password = mail.Secret("password", 1, DirectoryLimits.PasswordMaxLength);

        return now with
        {
            Mail = server,
            NewMailPassword = password is null ? null : new(password),
            WasMailPasswordForAnother = !mail.Has("password") && IsElsewhere(before, server),
            HasMailPassword = password is not null || (now.HasMailPassword && !mail.IsNull("password")),
        };
    }

    private static bool IsElsewhere(MailServer before, MailServer server) =>
        server.Host is not null
        && (before.Host != server.Host || before.Port != server.Port
            || (before.Security != server.Security && server.Security is MailSecurity.None));
}
