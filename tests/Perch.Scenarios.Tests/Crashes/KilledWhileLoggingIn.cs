using Perch.Scenarios.Tests.Office;
using Perch.TestKit.Phones;

namespace Perch.Scenarios.Tests.Crashes;

/// <summary>kill -9 at two moments of a log-in: what the person heard is what holds.</summary>
public sealed class KilledWhileLoggingIn : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("perch-killed-").FullName;
    private readonly PhoneWorld _world = new(TimeProvider.System);

    public void Dispose()
    {
        _world.Dispose();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task When_the_confirmation_has_begun_the_session_is_there_after_the_restart()
    {
        using var first = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory);
        var window = await OfficeAsync(first);
        await window.DialAsync("*11", "1201#", "4711#");
        await window.HeardAsync("extension");

        first.Kill();

        using var second = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory, first.Sip.Port);
        Assert.Single(await OpenSessionsAsync(second));
        await window.RegisterAsync();
    }

    [Fact]
    public async Task While_the_pin_is_asked_for_nothing_has_changed_after_the_restart()
    {
        using var first = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory);
        var window = await OfficeAsync(first);
        await window.DialAsync("*11", "1201#");
        await window.HeardAsync("hotdesk-enter-pin");

        first.Kill();

        using var second = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory, first.Sip.Port);
        Assert.Empty(await OpenSessionsAsync(second));
        await window.RegisterAsync();
    }

    private async Task<VirtualPhone> OfficeAsync(PerchProcess server)
    {
        using var api = await AdminApi.LogInAsync(server.Http, Pbx.AdminPassword);
        await api.PostAsync("/users", new
        {
            username = "alice",
            extension = "201",
            hotDesk = new { enabled = true, id = "1201", requirePin = true, pin = "4711" },
        });
        await api.PostAsync("/devices", new
        {
            nickname = "window desk", sip = new { username = "window", password = "as long as the window" },
        });

        return await _world.Plug("window", "as long as the window", Pbx.Realm, server.Sip).RegisterAsync();
    }

    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> OpenSessionsAsync(PerchProcess server)
    {
        using var api = await AdminApi.LogInAsync(server.Http, Pbx.AdminPassword);

        return await api.ListAsync("/hot-desk-sessions?open=true");
    }
}
