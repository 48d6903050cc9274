using System.Text.Json.Serialization;

namespace Perch.Directory;

/// <summary>Through which server an account sends mail, without the password. Immutable.</summary>
public sealed record MailServer
{
    /// <summary>A name or an address; null while the account sends no mail.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Null where the server asks for none.</summary>
    public string? Username { get; init; }

    /// <summary>The sender of every mail.</summary>
    public string? From { get; init; }
}

/// <summary>How the way to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: anybody on the way reads mail and password.</summary>
    None,

    /// <summary>TLS after a plain greeting; a server that has none gets no mail.</summary>
    [JsonStringEnumMemberName("starttls")]
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
