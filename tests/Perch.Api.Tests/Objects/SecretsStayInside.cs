namespace Perch.Api.Tests.Objects;

public sealed class SecretsStayInside(ApiServer server)
{
    private const string Password = "correct-horse-battery";
    private const string Pin = "84736251";
    private const string SipPassword = "sip-secret-of-the-window-desk";

    [Fact]
    public async Task No_answer_no_log_line_and_no_file_shows_a_secret()
    {
        var username = Fresh.Name("alice");
        var id = Fresh.Number();
        var hotDesk = new { enabled = true, id, requirePin = true, pin = Pin };
        var sip = new { username = Fresh.Name("desk"), password = SipPassword };
        var user = await server.Admin.CreateAsync("/users", new { username, password = Password, hotDesk });
        var device = await server.Admin.CreateAsync("/devices", new { nickname = "Window desk", sip });
        var client = await server.LogInAsync(username, Password);

        ApiAnswer[] answers =
        [
            user,
            device,
            await server.Admin.GetAsync($"/users/{user.Id}"),
            await server.Admin.GetAsync($"/users?q={username}"),
            await server.Admin.PatchAsync($"/users/{user.Id}", new { firstName = "Alice", password = Password, hotDesk }),
            await server.Admin.PatchAsync($"/users/{user.Id}", new { hotDesk = new { pin = Pin, id = Pin } }),
            await server.Admin.PatchAsync($"/users/{user.Id}", new { extension = 7, password = Password, hotDesk }),
            await server.Admin.PostAsync("/users", new { username, password = Password, hotDesk }),
            await server.Admin.PostAsync("/users", $$"""{"password": "{{Password}}", "hotDesk": {"pin": "{{Pin}}"}, """),
            await server.Admin.GetAsync($"/devices/{device.Id}"),
            await server.Admin.GetAsync($"/devices?sip.username={sip.username}"),
            await server.Admin.PatchAsync($"/devices/{device.Id}", new { sip }),
            await server.Admin.PostAsync("/devices", new { nickname = "Twin", sip }),
            await client.GetAsync("/login"),
            await server.Stranger().PostAsync("/login", new { username, password = Password, account = 7 }),
            await server.Stranger().PostAsync("/login", new { username, password = Password + SipPassword }),
            await server.Admin.PostAsync("/imports?dryRun=true", new { users = new[] { new { username, password = Password, hotDesk } } }),
            await server.Admin.PostAsync("/imports", new { users = new[] { new { username, password = Password, hotDesk } } }),
            await server.Admin.PostAsync("/imports", new { devices = new object[] { new { nickname = 7, sip }, new { sip } } }),
            await server.Admin.PostAsync("/imports", $$"""{"users": [{"password": "{{Password}}", "hotDesk": {"pin": "{{Pin}}"}, """),
            await server.Admin.GetAsync("/settings"),
        ];

        foreach (var secret in new[] { Password, Pin, SipPassword })
        {
            Assert.DoesNotContain(answers, answer => answer.Raw.Contains(secret));
            Assert.DoesNotContain(server.Log.All, line => line.Contains(secret));
            Assert.False(await server.IsInDatabaseAsync(secret), "in the data directory");
        }
    }
}
