using System.Text.Json;
using OtpNet;

namespace Perch.Api.Tests.Identity;

/// <summary>Codes of an authenticator app beside the password: RFC 6238.</summary>
public sealed class SecondFactor : IAsyncLifetime
{
    private const string Password = "correct horse";

    private readonly ApiServer _server = new();
    private ApiClient _bob = null!;
    private Guid _id;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _id = (await _server.Admin.CreateAsync("/users", new { username = "bob", password = Password })).Id;
        _bob = await _server.LogInAsync("bob", Password);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task It_counts_only_once_a_code_has_confirmed_it()
    {
        var app = await BeginAsync();
        Assert.Equal(200, (await LogInAsync()).Status);

        var wrong = await _bob.PostAsync("/login/second-factor/confirm", new { code = "000000" });
        Assert.Equal(["code"], wrong.WrongFields);
        Assert.Equal(200, (await LogInAsync()).Status);

        await ConfirmAsync(app);
        var refused = await LogInAsync();
        Assert.Equal(401, refused.Status);
        Assert.Equal("totp", refused.Text("secondFactor"));
        Assert.True((await _bob.GetAsync("/login/second-factor")).Body.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task A_code_works_once_and_only_near_its_time()
    {
        var app = await BeginAsync();
        await ConfirmAsync(app);
        Assert.Equal(401, (await LogInAsync(CodeOf(app))).Status);

        _server.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(401, (await LogInAsync(CodeOf(app, -60))).Status);
        Assert.Equal(401, (await LogInAsync(CodeOf(app, 60))).Status);
        Assert.Equal(200, (await LogInAsync(CodeOf(app, -30))).Status);
        Assert.Equal(401, (await LogInAsync(CodeOf(app, -30))).Status);
        Assert.Equal(200, (await LogInAsync(CodeOf(app, 30))).Status);
        Assert.Equal(401, (await LogInAsync(CodeOf(app))).Status);
    }

    [Fact]
    public async Task The_ticket_of_the_first_step_stands_for_the_password_and_works_once()
    {
        var app = await BeginAsync();
        await ConfirmAsync(app);
        var ticket = (await LogInAsync()).Text("ticket");
        _server.Time.Advance(TimeSpan.FromSeconds(60));

        var wrong = await WithTicketAsync(ticket, "123 456");
        Assert.Equal(ticket, wrong.Text("ticket"));
        Assert.Equal(200, (await WithTicketAsync(ticket, CodeOf(app))).Status);

        _server.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(401, (await WithTicketAsync(ticket, CodeOf(app))).Status);
    }

    [Fact]
    public async Task A_ticket_ends_with_its_time_and_with_the_password_it_stands_for()
    {
        var app = await BeginAsync();
        await ConfirmAsync(app);
        var late = (await LogInAsync()).Text("ticket");
        _server.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(401, (await WithTicketAsync(late, CodeOf(app))).Status);

        var old = (await LogInAsync()).Text("ticket");
        await _server.Admin.PatchAsync($"/users/{_id}", new { password = "battery staple" });
        Assert.Equal(401, (await WithTicketAsync(old, CodeOf(app))).Status);
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down_whoever_guesses_and_with_whichever_ticket()
    {
        var app = await BeginAsync();
        await ConfirmAsync(app);
        _server.Time.Advance(TimeSpan.FromSeconds(60));

        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(401, (await LogInAsync("000000")).Status);
        }

        Assert.Equal(429, (await LogInAsync(CodeOf(app))).Status);
        Assert.Equal(429, (await WithTicketAsync((await LogInAsync()).Text("ticket"), CodeOf(app))).Status);
        _server.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(200, (await LogInAsync(CodeOf(app))).Status);
    }

    [Fact]
    public async Task Each_of_ten_recovery_codes_works_once_however_it_is_typed()
    {
        var codes = await ConfirmAsync(await BeginAsync());
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(200, (await LogInAsync(codes[3])).Status);
        Assert.Equal(401, (await LogInAsync(codes[3])).Status);
        Assert.Equal(200, (await LogInAsync(codes[7].ToLowerInvariant().Replace("-", " "))).Status);

        Assert.Equal(8, (await _bob.GetAsync("/login/second-factor")).Body.GetProperty("recoveryCodes").GetInt32());
        Assert.Contains("recovery-code", (await _bob.GetAsync("/login/sessions")).Items("how"));
    }

    [Fact]
    public async Task Turning_it_on_and_off_takes_the_password()
    {
        Assert.Equal(["password"], (await _bob.PostAsync("/login/second-factor", new { password = "guess" })).WrongFields);
        await ConfirmAsync(await BeginAsync());
        Assert.Equal(409, (await _bob.PostAsync("/login/second-factor", new { password = Password })).Status);

        Assert.Equal(["password"], (await _bob.PostAsync("/login/second-factor/end", new { password = "guess" })).WrongFields);
        Assert.Equal(401, (await LogInAsync()).Status);
        Assert.Equal(204, (await _bob.PostAsync("/login/second-factor/end", new { password = Password })).Status);
        Assert.Equal(200, (await LogInAsync()).Status);
    }

    [Fact]
    public async Task An_administrator_may_clear_somebodys_but_not_their_own_nor_of_those_above()
    {
        await ConfirmAsync(await BeginAsync());
        await _server.Admin.CreateAsync("/users", new { username = "ada", role = "admin", password = Password });
        var ada = await _server.LogInAsync("ada", Password);
        var self = (await ada.GetAsync("/login")).Text("user.id");
        var above = (await _server.Admin.GetAsync("/login")).Text("user.id");

        Assert.Equal(403, (await _bob.DeleteAsync($"/users/{_id}/second-factor")).Status);
        Assert.Equal(403, (await ada.DeleteAsync($"/users/{self}/second-factor")).Status);
        Assert.Equal(403, (await ada.DeleteAsync($"/users/{above}/second-factor")).Status);
        Assert.Equal(204, (await ada.DeleteAsync($"/users/{_id}/second-factor")).Status);
        Assert.Equal(404, (await ada.DeleteAsync($"/users/{_id}/second-factor")).Status);
        Assert.Equal(200, (await LogInAsync()).Status);
    }

    [Fact]
    public async Task Neither_the_database_nor_the_log_holds_a_secret_a_code_or_a_ticket()
    {
        var app = await BeginAsync();
        var codes = await ConfirmAsync(app);
        var ticket = (await LogInAsync()).Text("ticket");
        await LogInAsync(codes[0]);

        foreach (var secret in new[] { app, ticket, codes[0], codes[1] })
        {
            Assert.DoesNotContain(_server.Log.All, line => line.Contains(secret));
            Assert.False(await _server.IsInDatabaseAsync(secret));
        }
    }

    [Fact]
    public async Task It_outlives_a_restart()
    {
        var app = await BeginAsync();
        await ConfirmAsync(app);
        await _server.RestartAsync();

        Assert.Equal(401, (await LogInAsync(CodeOf(app))).Status);
        _server.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (await LogInAsync(CodeOf(app))).Status);
    }

    private async Task<string> BeginAsync()
    {
        var begun = await _bob.PostAsync("/login/second-factor", new { password = Password });
        Assert.Equal(200, begun.Status);
        Assert.Contains("secret=" + begun.Text("secret"), begun.Text("uri"));

        return begun.Text("secret");
    }

    private async Task<IReadOnlyList<string>> ConfirmAsync(string app)
    {
        var done = await _bob.PostAsync("/login/second-factor/confirm", new { code = CodeOf(app) });
        Assert.Equal(200, done.Status);

        return done.Body.GetProperty("recoveryCodes").Deserialize<string[]>()!;
    }

    private string CodeOf(string app, int seconds = 0) =>
        new Totp(Base32Encoding.ToBytes(app)).ComputeTotp(_server.Time.GetUtcNow().UtcDateTime.AddSeconds(seconds));

    private Task<ApiAnswer> LogInAsync(string? code = null) => code is null
        ? _server.Stranger().PostAsync("/login", new { username = "bob", password = Password })
        : _server.Stranger().PostAsync("/login", new { username = "bob", password = Password, code });

    private Task<ApiAnswer> WithTicketAsync(string ticket, string code) =>
        _server.Stranger().PostAsync("/login", new { ticket, code });
}
