namespace Perch.Api.Tests.Identity;

public sealed class LoggingIn : IAsyncLifetime
{
    private readonly ApiServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_right_password_gives_a_token_that_says_who_and_where()
    {
        var answer = await LogInAsync("admin", ApiServer.AdminPassword);

        Assert.Equal(200, answer.Status);
        Assert.Equal("admin", answer.Text("user.username"));
        Assert.Equal("operator", answer.Text("user.role"));
        Assert.Equal("perch.test", answer.Text("account.realm"));
        Assert.Equal("2026-03-03T09:00:00.000Z", answer.Text("expiresAt"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Someone_who_is_disabled_or_has_no_password_does_not_come_in()
    {
        await _server.Admin.CreateAsync(
            "/users", new { username = "bob", password = "correct horse", enabled = false });
        await _server.Admin.CreateAsync("/users", new { username = "carol" });

        Assert.Equal(401, (await LogInAsync("bob", "correct horse")).Status);
        Assert.Equal(400, (await LogInAsync("carol", "")).Status);
        Assert.Equal(401, (await LogInAsync("carol", "null")).Status);
    }

    [Fact]
    public async Task A_token_outlives_a_restart_and_not_its_time()
    {
        await _server.RestartAsync();
        Assert.Equal(200, (await _server.Admin.GetAsync("/login")).Status);

        _server.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(401, (await _server.Admin.GetAsync("/login")).Status);
    }

    [Fact]
    public async Task Logging_out_ends_this_token_and_no_other()
    {
        var other = await _server.LogInAsync("admin", ApiServer.AdminPassword);

        Assert.Equal(204, (await other.DeleteAsync("/login")).Status);

        Assert.Equal(401, (await other.GetAsync("/users")).Status);
        Assert.Equal(200, (await _server.Admin.GetAsync("/users")).Status);
    }

    [Fact]
    public async Task A_new_password_ends_the_persons_other_log_ins()
    {
        var bob = (await _server.Admin.CreateAsync("/users", new { username = "bob", password = "correct horse" })).Id;
        var client = await _server.LogInAsync("bob", "correct horse");

        await _server.Admin.PatchAsync($"/users/{bob}", new { password = "battery staple" });

        Assert.Equal(401, (await client.GetAsync("/login")).Status);
        Assert.Equal(401, (await LogInAsync("bob", "correct horse")).Status);
        Assert.Equal(200, (await LogInAsync("bob", "battery staple")).Status);
    }

    [Fact]
    public async Task A_person_who_is_disabled_is_out_at_once()
    {
        var bob = (await _server.Admin.CreateAsync("/users", new { username = "bob", password = "correct horse" })).Id;
        var client = await _server.LogInAsync("BOB", "correct horse");

        await _server.Admin.PatchAsync($"/users/{bob}", new { enabled = false });

        Assert.Equal(401, (await client.GetAsync("/login")).Status);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_the_one_who_guesses()
    {
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(401, (await LogInAsync("admin", "guess")).Status);
        }

        var barred = await LogInAsync("admin", ApiServer.AdminPassword);
        Assert.Equal(429, barred.Status);
        Assert.Equal("300", barred.Headers["Retry-After"]);

        _server.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(200, (await LogInAsync("admin", ApiServer.AdminPassword)).Status);
    }

    [Fact]
    public async Task Neither_the_database_nor_the_log_holds_a_token_or_a_password()
    {
        await LogInAsync("admin", ApiServer.AdminPassword);
        await LogInAsync("admin", "a wrong guess");

        Assert.DoesNotContain(_server.Log.All, line => line.Contains(_server.Admin.Token!)
            || line.Contains(ApiServer.AdminPassword) || line.Contains("a wrong guess"));
        Assert.False(await _server.IsInDatabaseAsync(_server.Admin.Token!));
        Assert.False(await _server.IsInDatabaseAsync(ApiServer.AdminPassword));
    }

    private Task<ApiAnswer> LogInAsync(string username, string password, string? account = null) =>
        _server.Stranger().PostAsync("/login", new { username, password, account });
}
