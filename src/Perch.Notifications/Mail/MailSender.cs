using System.Net.Security;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>Hands one mail to the account's server and says what came of it; never throws for what a server does.</summary>
internal sealed class MailSender(MailTargets targets, IDirectory directory, SecretBox box, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Which certificates are believed; null for those of the machine's authorities.</summary>
    public RemoteCertificateValidationCallback? Believes { get; init; }

    public async Task<MailResult> SendAsync(AccountId account, Mail mail, CancellationToken cancellation)
    {
        if (directory.Account(account) is not { Mail: { Host: not null, From: not null } } known)
        {
            return new("No mail server is set.", IsForGood: true);
        }

        if (Message(known.Mail.From, mail) is not { } message)
        {
            return new("One of the addresses is no mail address.", IsForGood: true);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);

        try
        {
            using (message)
            {
                await SendAsync(known, message, either.Token);
            }

            return MailResult.Sent;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new($"The mail server did not answer within {Patience.TotalSeconds} seconds.");
        }
        catch (Exception failure) when (MailFailure.Of(failure) is not null)
        {
            return MailFailure.Of(failure)!;
        }
    }

    private async Task SendAsync(Account account, MimeMessage message, CancellationToken cancellation)
    {
        var server = account.Mail;

        // A look at lists of revoked certificates would go wherever the certificate says.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        client.ServerCertificateValidationCallback = Believes;
        using var socket = await targets.ConnectAsync(server.Host!, server.Port, cancellation);
        await client.ConnectAsync(socket, server.Host!, server.Port, Options(server.Security), cancellation);

        if (server.Username is { } username && account.SealedMailPassword is { } password)
        {
            await client.AuthenticateAsync(username, box.Open(account.Id.Value, password).Value, cancellation);
        }

        await client.SendAsync(message, cancellation);

        // It has the mail: how it says goodbye changes nothing.
        await client.DisconnectAsync(quit: false, CancellationToken.None);
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private MimeMessage? Message(string from, Mail mail)
    {
        if (!MailboxAddress.TryParse(from, out var sender) || !MailboxAddress.TryParse(mail.To, out var receiver))
        {
            return null;
        }

        sender.Name = "Perch";
        var message = new MimeMessage { Subject = mail.Subject, Date = time.GetUtcNow() };
        message.From.Add(sender);
        message.To.Add(receiver);

        // RFC 3834 §5: so that nobody's absence is announced to us.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = mail.Text };
        return message;
    }
}
