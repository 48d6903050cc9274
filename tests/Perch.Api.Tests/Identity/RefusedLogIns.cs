namespace Perch.Api.Tests.Identity;

public sealed class RefusedLogIns(ApiServer server)
{
    [Theory]
    [InlineData("admin", "wrong", null)]
    [InlineData("nobody", ApiServer.AdminPassword, null)]
    [InlineData("admin", ApiServer.AdminPassword, "no such account")]
    public async Task Whatever_is_wrong_sounds_the_same(string username, string password, string? account)
    {
        var answer = await LogInAsync(username, password, account);

        Assert.Equal(401, answer.Status);
        Assert.Equal("User name or password is wrong.", answer.Text("detail"));
    }

    [Theory]
    [InlineData("""{"password": "x"}""", "username")]
    [InlineData("""{"username": "admin"}""", "password")]
    [InlineData("""{"username": 1, "password": "x"}""", "username")]
    [InlineData("""{"username": "admin", "password": 1}""", "password")]
    [InlineData("""{"username": "admin", "password": "x", "account": 1}""", "account")]
    [InlineData("""{"username": "admin", "password": "x", "otp": "1"}""", "otp")]
    public async Task A_bad_log_in_names_its_field(string body, string field)
    {
        var answer = await server.Stranger().PostAsync("/login", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("perch_")]
    [InlineData("perch_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_token_of_ours_every_path_is_closed(string? token)
    {
        var stranger = new ApiClient(server, token);

        foreach (var path in new[] { "/users", "/devices", "/sites", "/accounts", "/settings", "/login" })
        {
            var answer = await stranger.GetAsync(path);

            Assert.Equal(401, answer.Status);
            Assert.Equal("application/problem+json", answer.ContentType);
            Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"]);
        }
    }

    private Task<ApiAnswer> LogInAsync(string username, string password, string? account = null) =>
        server.Stranger().PostAsync("/login", new { username, password, account });
}
