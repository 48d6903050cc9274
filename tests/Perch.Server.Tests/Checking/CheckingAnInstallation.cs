using System.Net;
using System.Net.Sockets;
using Perch.Server.CommandLine;
using Perch.Server.Configuration;

namespace Perch.Server.Tests.Checking;

/// <summary><c>perch check</c>: each fault with what to do, and what to enter into a phone.</summary>
public sealed class CheckingAnInstallation : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("perch-check-").FullName;

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var (status, text) = await CheckAsync(options => options with { Sip = [(IPEndPoint)other.LocalEndPoint!] });

        Assert.Equal(1, status);
        Assert.Contains($"SIP over UDP cannot listen at {other.LocalEndPoint}", text, StringComparison.Ordinal);
        Assert.Contains("--sip", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_found()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_data, "perch.db"), "not a database, and long enough to be read as one",
            TestContext.Current.CancellationToken);

        var (status, text) = await CheckAsync();

        Assert.Equal(1, status);
        Assert.Contains("cannot be read", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_prompts_are_found_and_a_phone_is_told_what_it_needs()
    {
        var (status, text) = await CheckAsync();

        Assert.Equal(1, status);
        Assert.Contains("There are no spoken prompts", text, StringComparison.Ordinal);
        Assert.Contains("domain, realm       office.test", text, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    private async Task<(int Status, string Text)> CheckAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions
        {
            DataDirectory = _data, Realm = "office.test", PromptDirectory = _data,
            Sip = [new(IPAddress.Any, 0)], Http = [new(IPAddress.Loopback, 0)],
        };
        using var output = new StringWriter();
        var status = await CheckCommand.RunAsync(change?.Invoke(options) ?? options, realmGiven: false, output);

        return (status, output.ToString());
    }
}
