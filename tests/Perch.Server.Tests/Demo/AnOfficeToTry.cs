using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Server.Configuration;
using Perch.Server.Demo;
using Perch.Server.Hosting;
using Serilog.Events;

namespace Perch.Server.Tests.Demo;

/// <summary><c>perch serve --demo</c>: what it makes, and what it prints.</summary>
public sealed class AnOfficeToTry : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-demo-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task There_are_people_with_phones_of_their_own_and_desks_that_belong_to_nobody()
    {
        await using var server = await StartAsync();
        var directory = server.Services.GetRequiredService<IDirectory>();
        var account = directory.DefaultAccount.Id;

        Assert.All(DemoPlan.People, person =>
        {
            var user = directory.UserByExtension(account, person.Extension)!;
            Assert.True(user.HotDesk is { Enabled: true, RequirePin: true, Pin: not null });
            Assert.Equal(person.Username, Assert.Single(directory.DevicesOwnedBy(user.Id)).SipUsername);
        });
        Assert.All(DemoPlan.Desks, desk => Assert.Null(directory.DeviceBySipUsername(account, desk.Username)!.OwnerId));
    }

    [Fact]
    public async Task The_guide_is_the_same_after_a_restart_but_for_the_administrators_password()
    {
        var first = await GuideAsync();
        var second = await GuideAsync();

        Assert.Contains("Administrator: user admin, password ", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Administrator:", second, StringComparison.Ordinal);
        Assert.Equal(Commands(first), Commands(second));
        Assert.Equal(DemoPlan.People.Count + DemoPlan.Desks.Count, Commands(first).Length);
        Assert.DoesNotContain("PIN -", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_desks_are_live_with_people_at_them_who_call_each_other()
    {
        await using var server = await StartAsync();
        await using var life = await DemoLife.BeginAsync(server, TimeProvider.System);
        var directory = server.Services.GetRequiredService<IDirectory>();
        var registrations = server.Services.GetRequiredService<IDeviceRegistrations>();
        var desks = DemoPlan.LiveDesks
            .Select(desk => directory.DeviceBySipUsername(directory.DefaultAccount.Id, desk.Username)!.Id).ToList();

        Assert.All(desks, desk => Assert.Single(registrations.BindingsOf(desk)));
        var hotDesks = server.Services.GetRequiredService<IHotDesks>();
        Assert.Equal(DemoPlan.Colleagues.Count, desks.Count(desk => hotDesks.OpenAt(desk).Count == 1));
        await life.FirstAnswer.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_offices_share_no_password_and_no_pin()
    {
        var one = await GuideAsync();
        var pins = new DemoPins(_directory).Read().Values.ToArray();
        Dispose();
        System.IO.Directory.CreateDirectory(_directory);
        var other = await GuideAsync();

        Assert.Empty(Commands(one).Intersect(Commands(other)));
        Assert.NotEqual(pins, new DemoPins(_directory).Read().Values.ToArray());
    }

    [Theory]
    [InlineData("127.0.0.1:15060", "--server 127.0.0.1:15060 ", "A real telephone cannot reach 127.0.0.1:15060")]
    [InlineData("192.0.2.9:5060", "--server 192.0.2.9:5060 ", "A real telephone: server 192.0.2.9, port 5060,")]
    [InlineData("[::]:15060", "--server 127.0.0.1:15060 ", ", port 15060, UDP or TCP")]
    [InlineData("[::]:5060", "phone --user desk1", ", port 5060, UDP or TCP")]
    public void The_guide_names_addresses_at_which_the_server_listens(string listening, string here, string outside)
    {
        var passwords = new Dictionary<string, string> { ["desk1"] = "window" };
        var sip = IPEndPoint.Parse(listening);
        var guide = string.Join('\n', new DemoGuide(passwords, passwords, sip, 8080).Lines());

        Assert.Contains(here, guide, StringComparison.Ordinal);
        Assert.Contains(outside, guide, StringComparison.Ordinal);
        Assert.Contains("Portal: http://127.0.0.1:8080,", guide, StringComparison.Ordinal);
        Assert.Contains("API: http://127.0.0.1:8080/docs", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_we_may_read_the_pins()
    {
        new DemoPins(_directory).Write(new Dictionary<string, string> { ["alice"] = "4711" });

        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(_directory, "demo-pins.json"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    private static string[] Commands(string guide) =>
        [.. guide.Split('\n').Where(line => line.Contains(" --password ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("--user", StringComparison.Ordinal)..])];

    private async Task<string> GuideAsync()
    {
        await using var server = await StartAsync();
        using var printed = new StringWriter();
        await Greeting.WriteAsync(printed, server, Options());

        return printed.ToString();
    }

    private Task<PerchServer> StartAsync() => PerchServer.StartAsync(Options(), TimeProvider.System);

    private ServerOptions Options() => new()
    {
        DataDirectory = _directory,
        Http = [new(IPAddress.Loopback, 0)],
        Sip = [new(IPAddress.Loopback, 0)],
        Demo = true,
        LogLevel = LogEventLevel.Error,
    };
}
