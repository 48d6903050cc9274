namespace Perch.Api.Tests.Identity;

/// <summary>A code on paper, with which somebody chooses their first password or another one.</summary>
public sealed class Invitations : IAsyncLifetime
{
    private const string Chosen = "correct horse";

    private readonly ApiServer _server = new();
    private Guid _bob;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _bob = (await _server.Admin.CreateAsync("/users", new { username = "bob" })).Id;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_code_sets_a_password_once()
    {
        var code = await InviteAsync();

        Assert.Equal(204, (await ChooseAsync("bob", code.ToLowerInvariant().Replace("-", ""))).Status);
        await _server.LogInAsync("bob", Chosen);
        Assert.Equal(401, (await ChooseAsync("bob", code)).Status);
    }

    [Fact]
    public async Task It_ends_after_seven_days_with_the_next_one_and_with_a_password()
    {
        var first = await InviteAsync();
        var second = await InviteAsync();
        Assert.Equal(401, (await ChooseAsync("bob", first)).Status);
        await _server.Admin.PatchAsync($"/users/{_bob}", new { password = "set by somebody" });
        Assert.Equal(401, (await ChooseAsync("bob", second)).Status);

        var third = await InviteAsync();
        _server.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(401, (await ChooseAsync("bob", third)).Status);
    }

    [Fact]
    public async Task Whatever_is_wrong_sounds_the_same_and_is_slowed_down()
    {
        var code = await InviteAsync();
        var answers = new[]
        {
            await ChooseAsync("nobody", code), await ChooseAsync("admin", code), await ChooseAsync("bob", "AAAA-AAAA-AAAA"),
        };
        Assert.All(answers, answer => Assert.Equal((401, answers[0].Text("detail")), (answer.Status, answer.Text("detail"))));

        for (var guess = 0; guess < 4; guess++)
        {
            await ChooseAsync("bob", "AAAA-AAAA-AAAA");
        }

        Assert.Equal(429, (await ChooseAsync("bob", code)).Status);
    }

    [Fact]
    public async Task A_chosen_password_ends_log_ins_with_the_old_one_and_the_code_is_nowhere()
    {
        await _server.Admin.PatchAsync($"/users/{_bob}", new { password = "forgotten by now" });
        var old = await _server.LogInAsync("bob", "forgotten by now");
        var code = await InviteAsync();

        Assert.False(await _server.IsInDatabaseAsync(code));
        await ChooseAsync("bob", code);
        Assert.Equal(401, (await old.GetAsync("/login")).Status);
        Assert.DoesNotContain(_server.Log.All, line => line.Contains(code) || line.Contains(Chosen));
    }

    [Fact]
    public async Task Nobody_makes_one_for_somebody_above_them()
    {
        await _server.Admin.CreateAsync("/users", new { username = "ada", role = "admin", password = Chosen });
        var ada = await _server.LogInAsync("ada", Chosen);
        var above = (await _server.Admin.GetAsync("/login")).Text("user.id");

        Assert.Equal(403, (await ada.PostAsync($"/users/{above}/invitation", new { })).Status);
        Assert.Equal(404, (await ada.PostAsync($"/users/{Guid.NewGuid()}/invitation", new { })).Status);
        Assert.Equal(200, (await ada.PostAsync($"/users/{_bob}/invitation", new { })).Status);
    }

    private async Task<string> InviteAsync() =>
        (await _server.Admin.PostAsync($"/users/{_bob}/invitation", new { })).Text("code");

    private Task<ApiAnswer> ChooseAsync(string username, string code) =>
        _server.Stranger().PostAsync("/login/welcome", new { username, code, password = Chosen });
}
