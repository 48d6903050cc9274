namespace Perch.Directory;

internal sealed class MailColumns
{
    public string? Host { get; set; }

    public int Port { get; set; } = new MailServer().Port;

    public MailSecurity Security { get; set; } = new MailServer().Security;

    public string? Username { get; set; }

    public string? From { get; set; }

    /// <summary>Encrypted for the account's row; see <see cref="SecretBox"/>.</summary>
    public byte[]? Password { get; set; }

    public static MailColumns Of(MailServer server, byte[]? password) => new()
    {
        Host = server.Host,
        Port = server.Port,
        Security = server.Security,
        Username = server.Username,
        From = server.From,
        Password = password,
    };

    public MailServer ToServer() => new()
    {
        Host = Host,
        Port = Port,
        Security = Security,
        Username = Username,
        From = From,
    };
}
