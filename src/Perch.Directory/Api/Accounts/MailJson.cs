namespace Perch.Directory;

/// <summary>The server that takes the account's mail.</summary>
internal sealed record MailJson(
    string? Host, int Port, MailSecurity Security, string? Username, bool HasPassword, string? From)
{
    public static MailJson Of(AccountDraft account) => new(
        account.Mail.Host, account.Mail.Port, account.Mail.Security, account.Mail.Username, account.HasMailPassword,
        account.Mail.From);
}

/// <summary>What a request may set, for the OpenAPI document; <see cref="MailFields"/> reads it.</summary>
internal sealed record MailBody
{
    public string? Host { get; init; }

    public int? Port { get; init; }

    public MailSecurity? Security { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? From { get; init; }
}
