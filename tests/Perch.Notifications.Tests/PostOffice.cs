using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;
using Perch.TestKit.Directory;
using Perch.TestKit.Network;
using Perch.TestKit.Time;

namespace Perch.Notifications.Tests;

/// <summary>An account whose mail goes to a real server, Monday at nine.</summary>
public abstract class PostOffice : IAsyncLifetime
{
    private EximServer? _exim;

    internal FakeDirectory Directory { get; } = new();

    internal FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    internal AccountId Account => Directory.DefaultAccount.Id;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected EximServer Exim => _exim!;

    public async ValueTask InitializeAsync()
    {
        _exim = await EximServer.StartAsync();
        Set(server => server);
    }

    public async ValueTask DisposeAsync()
    {
        await Exim.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The account's mail server: the one that runs here, changed.</summary>
    internal void Set(Func<MailServer, MailServer> change, string? password = null)
    {
        var usual = new MailServer
        {
            Host = "localhost",
            Port = Exim.Port,
            Security = MailSecurity.None,
            From = "perch@example.com",
            Username = password is null ? null : EximServer.Username,
        };
        Directory.Put(Directory.DefaultAccount with
        {
            Mail = change(usual),
            SealedMailPassword = password is null ? null : new SecretBox(new FakeKeys()).Seal(Account.Value, new(password)),
        });
    }

    /// <param name="isLocal">Whether mail servers may be this machine.</param>
    /// <param name="believes">Whether the certificate of the server here is believed.</param>
    internal MailSender Sender(bool isLocal = true, bool believes = false) =>
        new(new(new(LocalMail: isLocal)), Directory, new(new FakeKeys()), TimeProvider.System)
        {
            Believes = believes ? (_, shown, _, _) => shown?.Subject == "CN=localhost" : null,
        };

    internal MailQueue Queue() => new(Sender(), Clock, NullLogger<MailQueue>.Instance);

    internal Task<MailResult> SendAsync(MailSender sender, string to = "alice@example.com") =>
        sender.SendAsync(Account, new(to, "The window desk is offline", "Since 09:00."), Cancel);
}
