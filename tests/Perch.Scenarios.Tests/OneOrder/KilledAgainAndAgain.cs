using System.Globalization;
using System.Security.Cryptography;
using Perch.Scenarios.Tests.Crashes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>
/// kill -9 in a loop while people log in and out and phones register and unregister: what was acknowledged is there
/// after the restart, and of what was not, all or nothing. Invariants H2 and H3. <c>PERCH_KILLS</c> says how often.
/// </summary>
public sealed class KilledAgainAndAgain : IDisposable
{
    private const int Receptionists = 16;
    private const int Phones = 20;

    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("perch-killed-").FullName;
    private readonly List<Guid> _people = [];
    private readonly List<Guid> _desks = [];
    private readonly List<ComingAndGoing> _phones = [];

    /// <summary>How many promises were compared with what is.</summary>
    private int _certain;

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("PERCH_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    public void Dispose()
    {
        _phones.ForEach(static phone => phone.Dispose());
        System.IO.Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_else_is_half_done()
    {
        var server = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory);
        var sip = server.Sip;
        await FillAsync(server);
        var seating = Seating.Empty;

        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var history = new DeskHistory();
                await LiveAndDieAsync(server, history);
                server = await PerchProcess.StartAsync(_data, Pbx.PromptDirectory, sip.Port);
                seating = await CompareAsync(server, history, seating);
            }

            Assert.NotEqual(0, _certain);
        }
        finally
        {
            server.Dispose();
        }
    }

    private async Task FillAsync(PerchProcess server)
    {
        using var api = await AdminApi.LogInAsync(server.Http, Pbx.AdminPassword);

        for (var number = 0; number < Seating.Desks; number++)
        {
            var hotDesk = new { enabled = true, id = $"120{number}" };
            _people.Add((await api.PostAsync("/users", new { username = $"person{number}", extension = $"20{number}", hotDesk })).Id());
            var sip = new { username = $"desk{number}", password = "as long as the window" };
            var desk = new { nickname = $"desk {number}", sip, occupiedPolicy = "replace" };
            _desks.Add((await api.PostAsync("/devices", desk)).Id());
        }

        for (var number = 0; number < Phones; number++)
        {
            var phone = new ComingAndGoing($"phone{number}", "as long as the window");
            await api.PostAsync("/devices", new
            {
                nickname = phone.Username, sip = new { username = phone.Username, password = "as long as the window" },
            });
            _phones.Add(phone);
        }
    }

    private async Task LiveAndDieAsync(PerchProcess server, DeskHistory history)
    {
        using var api = await AdminApi.LogInAsync(server.Http, Pbx.AdminPassword);
        _phones.ForEach(phone => phone.Connect(server.Sip));
        Task[] everybody =
        [
            .. Enumerable.Range(0, Receptionists).Select(_ => WorkAsync(new(api, history, _people, _desks))),
            .. _phones.Select(phone => phone.GoOnAsync()),
        ];

        await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, 3000)), TimeProvider.System);
        server.Kill();
        _phones.ForEach(static phone => phone.Unplug());
        await Task.WhenAll(everybody);
        server.Dispose();
    }

    /// <summary>Until the server is gone.</summary>
    private static async Task WorkAsync(DesksOverRest rest)
    {
        try
        {
            while (true)
            {
                await rest.DoSomethingAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(100)), TimeProvider.System);
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    private async Task<Seating> CompareAsync(PerchProcess server, DeskHistory history, Seating before)
    {
        using var api = await AdminApi.LogInAsync(server.Http, Pbx.AdminPassword);
        var now = await new DesksOverRest(api, history, _people, _desks).LookAsync();

        Linearisation.ShouldExist(before, history.Operations);
        await CompareRegistrationsAsync(api);

        return now.Seen;
    }

    private async Task CompareRegistrationsAsync(AdminApi api)
    {
        var devices = (await api.ListAsync("/devices?limit=200"))
            .ToDictionary(device => (string)device["sip"]!["username"]!, device => (bool)device["registered"]!);

        _certain += _phones.Count(static phone => !phone.IsInDoubt);

        foreach (var phone in _phones)
        {
            Assert.True(
                phone.IsInDoubt || phone.IsPromised == devices[phone.Username],
                $"{phone.Username} was promised {phone.IsPromised}, and is {devices[phone.Username]}");
            phone.Settle(devices[phone.Username]);
        }
    }
}
