using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Perch.Notifications;

/// <summary>Says in plain words why a mail was not taken.</summary>
internal static class MailFailure
{
    private const int MostQuoted = 200;
    private const int FirstFinal = 500;

    /// <summary>Null for what is a bug rather than a server's doing.</summary>
    public static MailResult? Of(Exception failure) => failure switch
    {
        MailTargetException => new(
            "The mail server is this machine or on its own link; the operator can allow that by --local-mail.", IsForGood: true),
        SocketException socket => OfSocket(socket.SocketErrorCode),
        SslHandshakeException => new(
            "The certificate of the mail server is not trusted, or it does not speak TLS on this port.", IsForGood: true),
        AuthenticationException refused => new(
            $"The mail server refuses the user name or the password. {Quoted(refused.Message)}", IsForGood: true),
        SmtpCommandException refused => OfCommand(refused),
        NotSupportedException => new(
            "The mail server cannot do what is set: it knows no STARTTLS, or no log-in with a password.", IsForGood: true),
        ProtocolException => new("What answers there is not a mail server, or it broke off."),
        IOException or ServiceNotConnectedException => new("The connection to the mail server broke."),
        _ => null,
    };

    private static MailResult OfSocket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => new("No host has the name of the mail server."),
        SocketError.TryAgain => new("The name of the mail server cannot be looked up at the moment."),
        SocketError.ConnectionRefused => new("The mail server refuses the connection: nothing listens on this port."),
        _ => new("The mail server cannot be reached."),
    };

    // RFC 5321 §4.2.1: from 500 on, the same mail is refused again.
    private static MailResult OfCommand(SmtpCommandException refused)
    {
        var what = refused.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => "the receiver's address",
            SmtpErrorCode.SenderNotAccepted => "the sender's address",
            SmtpErrorCode.MessageNotAccepted => "the mail",
            _ => "to go on",
        };

        return new($"The mail server refuses {what}. {Quoted(refused.Message)}", (int)refused.StatusCode >= FirstFinal);
    }

    private static string Quoted(string said)
    {
        var line = new string([.. said.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length == 0 ? "It gave no reason."
            : $"It said: {(line.Length > MostQuoted ? line[..MostQuoted] + "…" : line)}";
    }
}
