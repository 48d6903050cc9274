namespace Perch.Api.Tests.BadInput;

/// <summary>Values that are right in themselves, but taken, of another account or too easy to guess.</summary>
public sealed class RefusedByRule(ApiServer server)
{
    [Theory]
    [InlineData("username", "alice")]
    [InlineData("username", "ALICE")]
    [InlineData("extension", "7201")]
    [InlineData("externalId", "hr-7201")]
    [InlineData("hotDesk.id", "7201")]
    public async Task What_another_user_has_is_a_conflict(string field, string value)
    {
        await server.Once("alice", async () => (await server.Admin.CreateAsync("/users", new
        {
            username = "alice", extension = "7201", externalId = "hr-7201", hotDesk = new { id = "7201" },
        })).Raw);
        var row = FieldRow.Text(field, 1);
        var existing = await server.Admin.CreateAsync("/users", Fresh.User());

        ExpectConflict(field, await server.Admin.PostAsync("/users", row.Put(Resources.Named("users").Body(), value)));
        ExpectConflict(field, await server.Admin.PatchAsync($"/users/{existing.Id}", row.Put("{}", value)));
    }

    [Theory]
    [InlineData("sip.username", "window-desk")]
    [InlineData("sip.username", "WINDOW-desk")]
    [InlineData("externalId", "asset-1")]
    [InlineData("macAddress", "00:15:65:AB:cd:ef")]
    [InlineData("macAddress", "00-15-65-ab-cd-ef")]
    public async Task What_another_device_has_is_a_conflict(string field, string value)
    {
        await server.Once("window desk", async () => (await server.Admin.CreateAsync("/devices", new
        {
            nickname = "Window desk", externalId = "asset-1", macAddress = "001565abcdef",
            sip = new { username = "window-desk" },
        })).Raw);
        var row = FieldRow.Text(field, 1);
        var existing = await server.Admin.CreateAsync("/devices", Fresh.Device());

        ExpectConflict(field, await server.Admin.PostAsync("/devices", row.Put(Resources.Named("devices").Body(), value)));
        ExpectConflict(field, await server.Admin.PatchAsync($"/devices/{existing.Id}", row.Put("{}", value)));
    }

    [Theory]
    [InlineData("name", "taken")]
    [InlineData("realm", "TAKEN.example")]
    public async Task What_another_account_is_called_is_a_conflict(string field, string value)
    {
        await server.Once("taken", async () =>
            (await server.Admin.CreateAsync("/accounts", new { name = "taken", realm = "taken.example" })).Raw);
        var row = FieldRow.Text(field, 1);

        ExpectConflict(field, await server.Admin.PostAsync("/accounts", row.Put(Resources.Named("accounts").Body(), value)));
    }

    [Theory]
    [InlineData("ownerId", "/users")]
    [InlineData("siteId", "/sites")]
    public async Task What_is_of_another_account_or_of_none_is_named(string field, string path)
    {
        var elsewhere = await server.OtherAccountAsync();
        var theirs = await elsewhere.CreateAsync(path, Resources.All.First(resource => resource.Path == path).Body());
        var row = FieldRow.Id(field);

        foreach (var id in new[] { theirs.Id, Guid.CreateVersion7() })
        {
            var answer = await server.Admin.PostAsync("/devices", row.Put(Resources.Named("devices").Body(), id));

            Assert.Equal(400, answer.Status);
            Assert.Equal([field], answer.WrongFields);
        }
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("0000")]
    [InlineData("9876")]
    [InlineData("121212")]
    [InlineData("12ab")]
    [InlineData("123")]
    public async Task A_pin_that_is_easy_to_guess_or_cannot_be_dialled_is_refused_with_a_reason(string pin)
    {
        var answer = await server.Admin.PostAsync("/users", new
        {
            username = Fresh.Name("alice"), hotDesk = new { enabled = true, id = Fresh.Number(), requirePin = true, pin },
        });

        Assert.Equal(400, answer.Status);
        Assert.Equal(["hotDesk.pin"], answer.WrongFields);
    }

    [Fact]
    public async Task Hot_desking_needs_an_id_and_required_pins_need_a_pin()
    {
        var withoutId = await server.Admin.PostAsync(
            "/users", new { username = Fresh.Name("alice"), hotDesk = new { enabled = true } });
        var withoutPin = await server.Admin.PostAsync("/users", new
        {
            username = Fresh.Name("alice"), hotDesk = new { enabled = true, id = Fresh.Number(), requirePin = true },
        });

        Assert.Equal(["hotDesk.id"], withoutId.WrongFields);
        Assert.Equal(["hotDesk.pin"], withoutPin.WrongFields);
    }

    [Theory]
    [InlineData("users", "extension", "112")]
    [InlineData("users", "extension", "911")]
    [InlineData("users", "extension", "12a")]
    [InlineData("users", "hotDesk.id", "12a")]
    [InlineData("users", "email", "nobody")]
    [InlineData("users", "language", "not a language")]
    [InlineData("users", "callerId.external", "my number")]
    [InlineData("devices", "callerId.external", "my number")]
    [InlineData("devices", "emergency.callerId", "my number")]
    [InlineData("settings", "outsidePrefix", "*9")]
    [InlineData("sites", "address.country", "Germany")]
    [InlineData("devices", "macAddress", "00:15:65:ab:cd")]
    [InlineData("devices", "sip.username", "desk@home")]
    [InlineData("sites", "country", "Germany")]
    [InlineData("sites", "timeZone", "Mars/Olympus")]
    [InlineData("accounts", "timeZone", "Mars/Olympus")]
    [InlineData("accounts", "realm", "no domain")]
    [InlineData("settings", "country", "ZZZ")]
    [InlineData("settings", "timeZone", "Mars/Olympus")]
    [InlineData("settings", "language", "not a language")]
    [InlineData("callflows", "flow.program", "no-such-program")]
    [InlineData("feature codes", "code", "112")]
    [InlineData("feature codes", "code", "abc")]
    public async Task Text_that_does_not_mean_anything_there_is_named(string name, string field, string value)
    {
        var resource = Resources.Named(name);
        var body = FieldRow.Text(field, 1).Put(resource.Body(), value);

        var answer = await server.Admin.SendAsync(resource.Methods[0], resource.Path, body);

        Assert.True(answer.Status == 400, answer.Raw);
        Assert.Equal([field], answer.WrongFields);
    }

    private static void ExpectConflict(string field, ApiAnswer answer)
    {
        Assert.True(answer.Status == 409, $"{answer.Status} {answer.Raw}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal([field], answer.WrongFields);
    }
}
