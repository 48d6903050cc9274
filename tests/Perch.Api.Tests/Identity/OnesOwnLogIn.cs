namespace Perch.Api.Tests.Identity;

/// <summary>What people do about their own log-in: password, and where they are logged in.</summary>
public sealed class OnesOwnLogIn : IAsyncLifetime
{
    private const string Password = "correct horse";
    private const string Better = "battery staple";

    private readonly ApiServer _server = new();

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Admin.CreateAsync("/users", new { username = "bob", password = Password });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_new_password_counts_at_once_and_ends_all_other_log_ins()
    {
        var here = await LogInAsync();
        var elsewhere = await LogInAsync();

        Assert.Equal(204, (await ChangeAsync(here, Password, Better)).Status);

        Assert.Equal(200, (await here.GetAsync("/login")).Status);
        Assert.Equal(401, (await elsewhere.GetAsync("/login")).Status);
        Assert.Equal(401, (await _server.Stranger().PostAsync("/login", new { username = "bob", password = Password })).Status);
        await _server.LogInAsync("bob", Better);
    }

    [Fact]
    public async Task It_takes_the_password_until_now_and_another_one()
    {
        var here = await LogInAsync();
        var elsewhere = await LogInAsync();

        Assert.Equal(["password"], (await ChangeAsync(here, "guess", Better)).WrongFields);
        Assert.Equal(["newPassword"], (await ChangeAsync(here, Password, "short")).WrongFields);
        Assert.Equal(["newPassword"], (await ChangeAsync(here, Password, Password)).WrongFields);
        Assert.Equal(["newPassword", "password"], (await here.SendAsync("PUT", "/login/password", "{}")).WrongFields.Order());
        Assert.Equal(200, (await elsewhere.GetAsync("/login")).Status);
    }

    [Fact]
    public async Task Guessing_at_an_unwatched_browser_is_slowed_down()
    {
        var here = await LogInAsync();

        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(400, (await ChangeAsync(here, "guess", Better)).Status);
        }

        Assert.Equal(429, (await ChangeAsync(here, Password, Better)).Status);
        _server.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(204, (await ChangeAsync(here, Password, Better)).Status);
    }

    [Fact]
    public async Task Each_log_in_says_when_how_and_from_where_and_which_one_asks()
    {
        await LogInAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(7));
        var here = await LogInAsync();

        var sessions = (await here.GetAsync("/login/sessions")).Body.GetProperty("items");

        Assert.Equal(2, sessions.GetArrayLength());
        Assert.Equal("2026-03-02T09:07:00.000Z", sessions[0].GetProperty("createdAt").GetString());
        Assert.Equal("password", sessions[0].GetProperty("how").GetString());
        Assert.Equal("127.0.0.1", sessions[0].GetProperty("address").GetString());
        Assert.True(sessions[0].GetProperty("current").GetBoolean());
        Assert.False(sessions[1].GetProperty("current").GetBoolean());
        Assert.DoesNotContain("perch_", (await here.GetAsync("/login/sessions")).Raw);
    }

    [Fact]
    public async Task What_a_program_says_it_is_is_cut_short_and_kept_over_a_restart()
    {
        using var http = _server.Connect(null);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", new string('x', 5000));
        using var answer = await http.PostAsync(
            "/api/v1/login",
            new StringContent("""{"username": "bob", "password": "correct horse"}""", null, "application/json"),
            TestContext.Current.CancellationToken);

        await _server.RestartAsync();

        var here = await LogInAsync();
        Assert.Contains(new string('x', 200), (await here.GetAsync("/login/sessions")).Items("agent"));
    }

    [Fact]
    public async Task One_log_in_can_be_ended_or_all_but_this_one()
    {
        var phone = await LogInAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        var tablet = await LogInAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        var here = await LogInAsync();
        var ids = (await here.GetAsync("/login/sessions")).Items("id").ToList();

        Assert.Equal(204, (await here.DeleteAsync($"/login/sessions/{ids[1]}")).Status);
        Assert.Equal(404, (await here.DeleteAsync($"/login/sessions/{ids[1]}")).Status);
        int[] left = [(await phone.GetAsync("/login")).Status, (await tablet.GetAsync("/login")).Status];
        Assert.Equal([200, 401], left.Order());

        Assert.Equal(204, (await here.DeleteAsync("/login/sessions")).Status);
        Assert.Equal(401, (await phone.GetAsync("/login")).Status);
        Assert.Equal(401, (await tablet.GetAsync("/login")).Status);
        Assert.Equal(200, (await here.GetAsync("/login")).Status);
    }

    [Fact]
    public async Task Nobody_sees_or_ends_the_log_ins_of_others()
    {
        var bob = await LogInAsync();
        var admins = (await _server.Admin.GetAsync("/login/sessions")).Items("id");

        foreach (var id in admins)
        {
            Assert.Equal(404, (await bob.DeleteAsync($"/login/sessions/{id}")).Status);
        }

        await bob.DeleteAsync("/login/sessions");
        Assert.Equal(200, (await _server.Admin.GetAsync("/login")).Status);
        Assert.Empty(admins.Intersect((await bob.GetAsync("/login/sessions")).Items("id")));
    }

    private static Task<ApiAnswer> ChangeAsync(ApiClient client, string password, string newPassword) => client.SendAsync(
        "PUT", "/login/password", $$"""{"password": "{{password}}", "newPassword": "{{newPassword}}"}""");

    private Task<ApiClient> LogInAsync() => _server.LogInAsync("bob", Password);
}
