namespace Perch.Api.Tests.Identity;

public sealed class Roles(ApiServer server)
{
    private static readonly string[] _all = ["user", "receptionist", "site-manager", "admin", "operator"];

    [Theory]
    [InlineData("GET", "/users", "receptionist")]
    [InlineData("POST", "/users", "admin")]
    [InlineData("PATCH", "/users/ID", "admin")]
    [InlineData("DELETE", "/users/ID", "admin")]
    [InlineData("GET", "/devices", "receptionist")]
    [InlineData("GET", "/devices/ID", "receptionist")]
    [InlineData("POST", "/devices", "site-manager")]
    [InlineData("PATCH", "/devices/ID", "site-manager")]
    [InlineData("DELETE", "/devices/ID", "site-manager")]
    [InlineData("GET", "/devices/ID/credentials", "admin")]
    [InlineData("GET", "/sites", "receptionist")]
    [InlineData("POST", "/sites", "admin")]
    [InlineData("PATCH", "/sites/ID", "admin")]
    [InlineData("DELETE", "/sites/ID", "admin")]
    [InlineData("GET", "/accounts", "operator")]
    [InlineData("GET", "/accounts/ID", "operator")]
    [InlineData("POST", "/accounts", "operator")]
    [InlineData("PATCH", "/accounts/ID", "operator")]
    [InlineData("DELETE", "/accounts/ID", "operator")]
    [InlineData("GET", "/settings", "admin")]
    [InlineData("PATCH", "/settings", "admin")]
    [InlineData("GET", "/settings/sources", "admin")]
    [InlineData("GET", "/callflows", "admin")]
    [InlineData("POST", "/callflows", "admin")]
    [InlineData("PATCH", "/callflows/ID", "admin")]
    [InlineData("DELETE", "/callflows/ID", "admin")]
    [InlineData("GET", "/feature-codes", "user")]
    [InlineData("PUT", "/feature-codes/hotdesk-login", "admin")]
    [InlineData("GET", "/hot-desk-sessions", "user")]
    [InlineData("POST", "/hot-desk-sessions", "user")]
    [InlineData("POST", "/devices/ID/test-call", "receptionist")]
    public async Task A_role_and_those_above_it_pass(string method, string path, string least)
    {
        foreach (var role in _all)
        {
            var client = await WithRoleAsync(role);
            var body = method is "POST" or "PATCH" or "PUT" ? new StringContent("[]", null, "application/json") : null;

            var answer = await client.SendAsync(
                new HttpMethod(method), path.Replace("ID", Guid.Empty.ToString(), StringComparison.Ordinal), body);

            var passes = Array.IndexOf(_all, role) >= Array.IndexOf(_all, least);
            Assert.True(passes != (answer.Status == 403), $"{role}: {answer.Status} {answer.Raw}");
        }
    }

    [Fact]
    public async Task A_plain_user_reads_themselves_and_nobody_else()
    {
        var bob = await WithRoleAsync("user");
        var other = await server.Admin.CreateAsync("/users", Fresh.User());
        var self = (await bob.GetAsync("/login")).Text("user.id");

        Assert.Equal(200, (await bob.GetAsync($"/users/{self}")).Status);
        Assert.Equal(404, (await bob.GetAsync($"/users/{other.Id}")).Status);
    }

    [Fact]
    public async Task An_administrator_makes_nobody_an_operator_and_touches_none()
    {
        var admin = await WithRoleAsync("admin");
        var self = (await admin.GetAsync("/login")).Text("user.id");
        var above = (await server.Admin.GetAsync("/login")).Text("user.id");

        Assert.Equal(["role"], (await admin.PatchAsync($"/users/{self}", new { role = "operator" })).WrongFields);
        Assert.Equal(["role"], (await admin.PostAsync(
            "/users", new { username = Fresh.Name("mallory"), role = "operator" })).WrongFields);
        Assert.Equal(403, (await admin.PatchAsync($"/users/{above}", new { password = "mine now, thanks" })).Status);
        Assert.Equal(403, (await admin.DeleteAsync($"/users/{above}")).Status);
        Assert.Equal(403, (await admin.DeleteAsync($"/users/{self}")).Status);
    }

    [Fact]
    public async Task What_belongs_to_another_account_is_not_found()
    {
        var elsewhere = await server.OtherAccountAsync();
        string[] theirs =
        [
            $"/users/{(await elsewhere.CreateAsync("/users", Fresh.User())).Id}",
            $"/devices/{(await elsewhere.CreateAsync("/devices", Fresh.Device())).Id}",
            $"/sites/{(await elsewhere.CreateAsync("/sites", new { name = "Harbour" })).Id}",
            $"/callflows/{(await elsewhere.CreateAsync("/callflows", BadInput.Resources.Named("callflows").NewBody())).Id}",
        ];

        foreach (var path in theirs)
        {
            Assert.Equal(404, (await server.Admin.GetAsync(path)).Status);
            Assert.Equal(404, (await server.Admin.PatchAsync(path, new { })).Status);
            Assert.Equal(404, (await server.Admin.DeleteAsync(path)).Status);
            Assert.Equal(200, (await elsewhere.GetAsync(path)).Status);

            var (list, id) = (path[..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..]);
            Assert.DoesNotContain(id, (await server.Admin.GetAsync($"{list}?sort=-createdAt&limit=200")).Items("id"));
            Assert.Contains(id, (await elsewhere.GetAsync($"{list}?sort=-createdAt&limit=200")).Items("id"));
        }

        Assert.Equal(404, (await server.Admin.GetAsync(theirs[1] + "/credentials")).Status);
    }

    [Fact]
    public async Task Two_accounts_may_use_the_same_names()
    {
        var elsewhere = await server.OtherAccountAsync();
        var user = new { username = Fresh.Name("dave"), extension = Fresh.Number() };

        await server.Admin.CreateAsync("/users", user);
        var twin = await elsewhere.CreateAsync("/users", user);

        Assert.Equal(user.extension, twin.Text("extension"));
    }

    private async Task<ApiClient> WithRoleAsync(string role) => new(server, await server.Once($"role {role}", async () =>
    {
        var username = Fresh.Name(role);
        await server.Admin.CreateAsync("/users", new { username, role, password = "correct horse" });
        return (await server.LogInAsync(username, "correct horse")).Token!;
    }));
}
