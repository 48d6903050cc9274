using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Api;

/// <summary>
/// api.md, rules, row *who*: over every path that the server's own document lists, so that a new one cannot be
/// forgotten. What a path needs is in the tables here; one that is in none fails.
/// </summary>
public sealed class WhoMayAskWhat : OfficeTest
{
    private const string Password = "eleven wise monkeys";

    /// <summary>Nobody needs a token for these.</summary>
    private static readonly string[] ForEverybody = ["POST /login", "POST /login/welcome"];

    /// <summary>Of one's own, so that asking takes nothing from anybody.</summary>
    private static readonly string[] AboutOneself =
    [
        "GET /login", "DELETE /login", "PUT /login/password", "GET /login/sessions", "DELETE /login/sessions",
        "DELETE /login/sessions/{id}", "GET /login/second-factor", "POST /login/second-factor",
        "POST /login/second-factor/confirm", "POST /login/second-factor/end", .. ForEverybody,
    ];

    /// <summary>What a user without a further role gets where it is not 403.</summary>
    private static readonly Dictionary<string, int> OfAUser = new(StringComparer.Ordinal)
    {
        ["GET /feature-codes"] = 200,

        // Only their own are in it.
        ["GET /hot-desk-sessions"] = 200,
        ["GET /hot-desk-refusals"] = 200,
        ["GET /calls"] = 200,
        ["GET /call-records"] = 200,

        // As for an id that does not exist.
        ["GET /users/{id}"] = 404,
        ["GET /hot-desk-sessions/{id}"] = 404,
        ["DELETE /hot-desk-sessions/{id}"] = 404,
        ["GET /hot-desk-refusals/{id}"] = 404,
        ["GET /calls/{id}"] = 404,
        ["DELETE /calls/{id}"] = 404,
        ["GET /calls/{id}/explanation"] = 404,
        ["GET /call-records/{id}"] = 404,
    };

    private readonly Dictionary<string, Guid> _ids = [];
    private Telephone _window = null!;

    [Fact]
    public async Task Without_a_token_every_path_is_401()
    {
        using var stranger = Connect();
        await FillAsync();

        foreach (var path in await ApiPath.AllAsync(stranger))
        {
            var (status, _) = await path.AskAsync(stranger, _ids);
            Assert.True(status == (ForEverybody.Contains($"{path}") ? 400 : 401), $"{path}: {status}");
        }
    }

    [Fact]
    public async Task What_belongs_to_another_account_is_404_and_stays_as_it_is()
    {
        await FillAsync();
        using var stranger = await AdministratorOfAsync("acme");
        var before = await AllAsync();
        var paths = (await ApiPath.AllAsync(stranger)).Where(path => path.HasId).ToList();

        foreach (var path in paths)
        {
            var (status, text) = await path.AskAsync(stranger, _ids);
            Assert.True(status == (path.Resource is "accounts" ? 403 : 404), $"{path}: {status} {text}");
        }

        Assert.Equal(_ids.Keys.Order(), paths.Select(path => path.Resource).Distinct().Order());
        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task Nor_can_another_accounts_things_be_named_or_listed()
    {
        await FillAsync();
        using var stranger = await AdministratorOfAsync("acme");
        var bodies = new Dictionary<string, JsonObject>
        {
            ["/hot-desk-sessions"] = new() { ["userId"] = _ids["users"], ["deviceId"] = _ids["devices"] },
            ["/calls"] = new() { ["deviceId"] = _ids["devices"], ["number"] = "201" },
            ["/devices"] = new()
            {
                ["nickname"] = "spy", ["ownerId"] = _ids["users"], ["siteId"] = _ids["sites"],
                ["sip"] = new JsonObject { ["username"] = "spy" },
            },
            ["/callflows"] = new()
            {
                ["name"] = "spy",
                ["flow"] = new JsonObject
                {
                    ["program"] = "user", ["data"] = new JsonObject { ["userId"] = _ids["users"] },
                },
            },
        };

        foreach (var (path, body) in bodies)
        {
            var (status, text) = await new ApiPath("POST", path).AskAsync(stranger, _ids, body);
            Assert.True(status == 400, $"POST {path}: {status} {text}");
        }

        foreach (var path in (await ApiPath.AllAsync(stranger)).Where(path => path is { Method: "GET", HasId: false }))
        {
            var (_, text) = await path.AskAsync(stranger, _ids);
            Assert.DoesNotContain(_ids.Values, id => text.Contains($"{id}", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_user_gets_403_for_what_is_not_theirs()
    {
        await FillAsync();
        await Pbx.Api.PostAsync("/users", new { username = "eve", password = Password });
        using var eve = await LogInAsync("eve", account: null);
        var before = await AllAsync();

        foreach (var path in (await ApiPath.AllAsync(eve)).Where(path => !AboutOneself.Contains($"{path}")))
        {
            var (status, text) = await path.AskAsync(eve, _ids, BodyFor(path));
            Assert.True(status == OfAUser.GetValueOrDefault($"{path}", 403), $"{path}: {status} {text}");
            Assert.DoesNotContain(_ids.Values, id => text.Contains($"{id}", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(before, await AllAsync());
    }

    [Theory]
    [InlineData("user")]
    [InlineData("receptionist")]
    [InlineData("site-manager")]
    [InlineData("admin")]
    [InlineData("operator")]
    public async Task An_API_key_may_ask_what_the_table_gives_its_role_and_nothing_else(string role)
    {
        await FillAsync();
        var key = (string)(await Pbx.Api.PostAsync("/api-keys", new { name = "script", role }))["key"]!;
        using var script = Connect();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        foreach (var path in (await ApiPath.AllAsync(script)).Where(path => !IsFinal(path)))
        {
            var (status, text) = await path.AskAsync(script, _ids);
            var allowed = Perch.Api.AccessTable.Allows($"{path}", role);
            Assert.True(allowed ? status != 401 && !IsBarred(status, text) : status == 403, $"{path}: {status} {text}");
        }
    }

    /// <summary>After these nothing is left to ask about.</summary>
    private static bool IsFinal(ApiPath path) =>
        path.Method == "DELETE" || $"{path}" is "POST /login" or "POST /login/welcome" or "GET /events" or "POST /devices/{id}/test-call";

    /// <summary>Refused before any endpoint was asked: that says nothing more.</summary>
    private static bool IsBarred(int status, string text) =>
        status == 403 && JsonNode.Parse(text)?["detail"] is null;

    // These read the body before they know whose it is.
    private JsonObject? BodyFor(ApiPath path) => $"{path}" switch
    {
        "POST /hot-desk-sessions" => new() { ["userId"] = _ids["users"], ["deviceId"] = _ids["devices"] },
        "POST /calls" => new() { ["deviceId"] = _ids["devices"], ["number"] = "201" },
        _ => null,
    };

    /// <summary>One of everything, and somebody on the phone.</summary>
    private async Task FillAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        _window = await Pbx.DeskAsync("window desk");
        await _window.LogInAsync(alice);
        await _window.Phone.DialAsync("*13*");
        await _window.Phone.HeardAsync("hotdesk-enter-id");
        _ids["users"] = alice.Id;
        _ids["devices"] = _window.Id;
        _ids["desks"] = _window.Id;
        _ids["hot-desk-sessions"] = Assert.Single(await Pbx.OpenSessionsAsync(_window)).Id();
        _ids["call-records"] = (await Pbx.RecordAsync("*11")).Id();
        _ids["calls"] = Assert.Single(await Pbx.Api.ListAsync("/calls")).Id();
        _ids["sites"] = (await Pbx.Api.PostAsync("/sites", new { name = "Berlin" })).Id();
        _ids["webhooks"] = (await Pbx.Api.PostAsync("/webhooks", new
        {
            url = "https://hooks.example.com/", enabled = false,
        })).Id();
        _ids["api-keys"] = (await Pbx.Api.PostAsync("/api-keys", new { name = "door", role = "user" })).Id();
        _ids["accounts"] = Assert.Single(await Pbx.Api.ListAsync("/accounts")).Id();
        _ids["callflows"] = (await Pbx.Api.PostAsync(
            "/callflows", new { name = "Bye", numbers = new[] { "300" }, flow = new { program = "hangup" } })).Id();
        _ids["login"] = (await Pbx.Api.ListAsync("/login/sessions"))[0].Id();
        _ids["lockouts"] = await LockOutAsync();
        _ids["hot-desk-refusals"] = await RefusalAsync();
        _ids["notifications"] = await NotificationAsync();
    }

    // Of the lock: whoever may, is told of it.
    private async Task<Guid> NotificationAsync()
    {
        while (true)
        {
            Pbx.Clock.Advance(TimeSpan.FromSeconds(10));

            if (await Pbx.Api.ListAsync("/notifications?kind=locked") is [var told, ..])
            {
                return told.Id();
            }
        }
    }

    private async Task<Guid> RefusalAsync()
    {
        var ghost = new { userId = Guid.CreateVersion7(), deviceId = _window.Id };

        return Guid.Parse((string)(await Pbx.Api.TryPostAsync("/hot-desk-sessions", ghost)).Answer!["refusalId"]!);
    }

    private async Task<Guid> LockOutAsync()
    {
        var hotDesk = new { enabled = true, id = "1209", requirePin = true, pin = "7391" };
        var mia = await Pbx.Api.PostAsync("/users", new { username = "mia", password = Password, hotDesk });
        using var portal = await LogInAsync("mia", account: null);

        for (var guess = 0; guess < 5; guess++)
        {
            using var answer = await portal.PostAsJsonAsync(
                "/api/v1/hot-desk-sessions", new { userId = mia.Id(), deviceId = _window.Id, pin = "1111" });
        }

        return Assert.Single(await Pbx.Api.ListAsync("/lockouts")).Id();
    }

    /// <summary>All that there is, as its own administrator sees it.</summary>
    private async Task<string> AllAsync() => string.Join('\n', await Task.WhenAll(
        _ids.Keys.Where(resource => resource != "login")
            .Select(async resource => (await Pbx.Api.GetAsync($"/{resource}/{_ids[resource]}")).ToJsonString())));

    private async Task<HttpClient> AdministratorOfAsync(string account)
    {
        await Pbx.Api.PostAsync("/accounts", new { name = account, realm = $"{account}.test" });
        using var there = await LogInAsync("admin", account, Pbx.AdminPassword);
        using var made = await there.PostAsJsonAsync(
            "/api/v1/users", new { username = "mallory", password = Password, role = "admin" });
        Assert.True(made.IsSuccessStatusCode);

        return await LogInAsync("mallory", account);
    }

    private async Task<HttpClient> LogInAsync(string username, string? account, string password = Password)
    {
        var client = Connect();
        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { username, password, account });
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        return client;
    }

    private HttpClient Connect() => new() { BaseAddress = Pbx.Server.Http[0] };
}
