using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;
using Perch.Server.Configuration;
using Perch.Server.Hosting;

namespace Perch.Server.Demo;

/// <summary>What the person who started the server reads on the terminal.</summary>
internal static class Greeting
{
    private const string Administrator = "admin";

    public static async Task WriteAsync(TextWriter output, PerchServer server, ServerOptions options)
    {
        await output.WriteLineAsync();

        if (server.GeneratedPassword is { } password)
        {
            await output.WriteLineAsync($"Administrator: user {Administrator}, password {password.Value}");
            await output.WriteLineAsync("This password is shown only now, and kept nowhere: write it down.");
            await output.WriteLineAsync();
        }

        if (options.Demo)
        {
            await WriteGuideAsync(output, server, options);
        }
    }

    private static async Task WriteGuideAsync(TextWriter output, PerchServer server, ServerOptions options)
    {
        var directory = server.Services.GetRequiredService<IDirectory>();
        var secrets = server.Services.GetRequiredService<IDeviceSecrets>();
        var account = directory.DefaultAccount.Id;
        var passwords = new Dictionary<string, string>();

        foreach (var username in DemoPlan.People.Select(person => person.Username)
            .Concat(DemoPlan.Desks.Select(desk => desk.Username)))
        {
            if (directory.DeviceBySipUsername(account, username) is { } device
                && await secrets.SipPasswordAsync(account, device.Id, CancellationToken.None) is { } password)
            {
                passwords[username] = password.Value;
            }
        }

        var guide = new DemoGuide(
            new DemoPins(options.DataDirectory).Read(), passwords, server.Sip[0], server.Http[0].Port);

        foreach (var line in guide.Lines())
        {
            await output.WriteLineAsync(line);
        }
    }
}
