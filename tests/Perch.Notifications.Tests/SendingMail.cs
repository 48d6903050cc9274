using System.Net;
using Perch.Directory;
using Perch.TestKit.Network;

namespace Perch.Notifications.Tests;

/// <summary>With Debian's Exim.</summary>
public sealed class SendingMail : PostOffice
{
    [Fact]
    public async Task A_mail_arrives_with_its_subject_and_words()
    {
        var result = await SendAsync(Sender());

        Assert.Null(result.Error);
        var mail = await Exim.NextAsync();
        Assert.Contains("Subject: The window desk is offline", mail, StringComparison.Ordinal);
        Assert.Contains("From: Perch <perch@example.com>", mail, StringComparison.Ordinal);
        Assert.Contains("To: alice@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("Since 09:00.", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task By_TLS_with_a_password(MailSecurity security)
    {
        Set(server => server with { Security = security, Port = PortFor(security) }, EximServer.Password);

        var result = await SendAsync(Sender(believes: true));

        Assert.Null(result.Error);
        Assert.Contains("esmtpsa", await Exim.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_certificate_that_nobody_knows_is_not_trusted(MailSecurity security)
    {
        Set(server => server with { Security = security, Port = PortFor(security) });

        var result = await SendAsync(Sender());

        Assert.StartsWith("The certificate of the mail server is not trusted", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_the_servers_words()
    {
        Set(server => server, "not-the-password");

        var result = await SendAsync(Sender());

        Assert.StartsWith(
            "The mail server refuses the user name or the password. It said: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("Incorrect authentication data", result.Error, StringComparison.Ordinal);
        Assert.True(result.IsForGood);
    }

    [Fact]
    public async Task A_receiver_who_is_refused_is_told_in_the_servers_words()
    {
        var result = await SendAsync(Sender(), EximServer.Nobody);

        Assert.Equal(
            "The mail server refuses the receiver's address. It said: No such mailbox here", result.Error);
        Assert.True(result.IsForGood);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        Set(server => server with { Port = 1 });

        var result = await SendAsync(Sender());

        Assert.Equal("The mail server refuses the connection: nothing listens on this port.", result.Error);
        Assert.False(result.IsForGood);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused_unless_the_operator_says_so()
    {
        var result = await SendAsync(Sender(isLocal: false));

        Assert.Contains("--local-mail", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.8.9.10")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Neither_this_machine_nor_its_link(string address) =>
        Assert.False(new MailTargets(new()).Allows(IPAddress.Parse(address)));

    [Fact]
    public async Task Without_a_server_nothing_is_tried()
    {
        Set(server => server with { Host = null });

        Assert.Equal("No mail server is set.", (await SendAsync(Sender())).Error);
    }

    private int PortFor(MailSecurity security) => security is MailSecurity.Tls ? Exim.TlsPort : Exim.Port;
}
