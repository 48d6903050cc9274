using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Perch.TestKit.Network;

/// <summary>
/// Debian's Exim on two free ports of this machine, with all its files in a directory of its own: it takes mail for
/// everybody but <see cref="Nobody"/>, puts it into that directory, and shows a certificate that nobody knows.
/// </summary>
public sealed class EximServer : IAsyncDisposable
{
    public const string Nobody = "nobody@example.com";
    public const string Username = "perch";
    public const string Password = "mail-password-1";

    private const string IsUser = "${if eq{$auth2:$auth3}{" + Username + ":" + Password + "}}";

    private readonly HashSet<string> _read = [];
    private readonly string _directory;
    private readonly Process _exim;

    private EximServer(string directory, Process exim, int port, int tlsPort) =>
        (_directory, _exim, Port, TlsPort) = (directory, exim, port, tlsPort);

    /// <summary>Plain, with STARTTLS.</summary>
    public int Port { get; }

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; }

    private string Mails => Path.Combine(_directory, "mail", "new");

    public static async Task<EximServer> StartAsync()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("perch-exim-").FullName;
        var (port, tlsPort) = FreePorts();
        WriteCertificate(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "exim.conf"), Configuration(directory, port, tlsPort));

        if (Environment.UserName == "root")
        {
            // Exim never writes mail as root.
            await RunAsync("chown", "-R", User, directory);
            await RunAsync("chown", "root", Path.Combine(directory, "exim.conf"));
        }

        var exim = Process.Start(new ProcessStartInfo(
            "/usr/sbin/exim4", ["-C", Path.Combine(directory, "exim.conf"), "-bdf"]) { RedirectStandardError = true })!;
        var server = new EximServer(directory, exim, port, tlsPort);
        await server.ListeningAsync();
        return server;
    }

    /// <summary>The next mail, with its headers.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        while (true)
        {
            var mails = System.IO.Directory.Exists(Mails) ? System.IO.Directory.GetFiles(Mails) : [];

            if (mails.Order().FirstOrDefault(_read.Add) is { } mail)
            {
                return await File.ReadAllTextAsync(mail);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _exim.Kill(entireProcessTree: true);
        await _exim.WaitForExitAsync();
        _exim.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private static string User => Environment.UserName == "root" ? "Debian-exim" : Environment.UserName;

    private static string Configuration(string directory, int port, int tlsPort) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        primary_hostname = localhost
        spool_directory = {{directory}}/spool
        log_file_path = {{directory}}/log/%slog
        pid_file_path = {{directory}}/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{port}} : {{tlsPort}}
        tls_on_connect_ports = {{tlsPort}}
        tls_advertise_hosts = *
        tls_certificate = {{directory}}/cert.pem
        tls_privatekey = {{directory}}/key.pem
        host_lookup =
        rfc1413_hosts =
        keep_environment =
        disable_ipv6
        acl_smtp_rcpt = rcpt
        acl_smtp_data = data
        begin acl
        rcpt:
          deny  message = No such mailbox here
                local_parts = nobody
          accept
        data:
          accept
        begin routers
        all:
          driver = accept
          transport = files
        begin transports
        files:
          driver = appendfile
          directory = {{directory}}/mail
          maildir_format
          create_directory = true
          user = {{User}}
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = {{IsUser}}
          server_set_id = $auth2

        """);

    private static void WriteCertificate(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(directory, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    // Exim takes no "any port"; both are held until both are known.
    private static (int Port, int TlsPort) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    private async Task ListeningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, TlsPort, patience.Token);
                return;
            }
            catch (SocketException) when (!_exim.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
    }
}
