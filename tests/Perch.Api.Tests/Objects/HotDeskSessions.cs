namespace Perch.Api.Tests.Objects;

public sealed class HotDeskSessions(ApiServer server)
{
    private const string Pin = "583914";

    [Fact]
    public async Task Reception_logs_somebody_in_and_out()
    {
        var alice = await PersonAsync();
        var desk = await DeskAsync();

        var session = await LogInAsync(alice, desk);
        var again = await LogInAsync(alice, desk);

        Assert.Equal(201, session.Status);
        Assert.Equal($"/api/v1/hot-desk-sessions/{session.Id}", session.Location);
        Assert.Equal("admin", session.Text("startedHow"));
        Assert.Equal(200, again.Status);
        Assert.Equal(session.Id, again.Id);
        Assert.Equal([session.Text("id")], (await server.Admin.GetAsync($"/hot-desk-sessions?open=true&device={desk}")).Items("id"));

        Assert.Equal(204, (await server.Admin.DeleteAsync($"/hot-desk-sessions/{session.Id}")).Status);

        Assert.Empty((await server.Admin.GetAsync($"/hot-desk-sessions?open=true&device={desk}")).Items("id"));
        Assert.Equal("admin", (await server.Admin.GetAsync($"/hot-desk-sessions/{session.Id}")).Text("endReason"));
    }

    [Fact]
    public async Task An_occupied_desk_is_a_conflict_unless_it_is_taken_over()
    {
        var desk = await DeskAsync();
        var alice = await PersonAsync();
        var first = await LogInAsync(await PersonAsync(), desk);

        var refused = await LogInAsync(alice, desk);
        var taken = await LogInAsync(alice, desk, takeover: true);

        Assert.Equal(409, refused.Status);
        Assert.Equal(["deviceId"], refused.WrongFields);
        Assert.Equal(201, taken.Status);
        Assert.Equal("taken-over", (await server.Admin.GetAsync($"/hot-desk-sessions/{first.Id}")).Text("endReason"));
    }

    [Fact]
    public async Task What_is_no_desk_or_may_not_hot_desk_is_named()
    {
        var owned = (await server.Admin.CreateAsync("/devices", new
        {
            nickname = "Own phone", ownerId = await PersonAsync(), sip = new { username = Fresh.Name("own") },
        })).Id;
        var withoutHotDesking = (await server.Admin.CreateAsync("/users", Fresh.User())).Id;

        Assert.Equal(["deviceId"], (await LogInAsync(await PersonAsync(), owned)).WrongFields);
        Assert.Equal(["userId"], (await LogInAsync(withoutHotDesking, await DeskAsync())).WrongFields);
    }

    [Fact]
    public async Task People_and_desks_of_another_account_are_named()
    {
        var elsewhere = await server.OtherAccountAsync();
        var theirPerson = (await elsewhere.CreateAsync("/users", Fresh.User())).Id;
        var theirDesk = (await elsewhere.CreateAsync("/devices", Fresh.Device())).Id;

        var answer = await LogInAsync(theirPerson, theirDesk);

        Assert.Equal(400, answer.Status);
        Assert.Equal(["userId", "deviceId"], answer.WrongFields);
    }

    [Fact]
    public async Task A_plain_user_logs_only_themselves_in_and_with_their_pin()
    {
        var (bob, client) = await PlainUserAsync();
        var desk = await DeskAsync();

        var forAnother = await client.PostAsync("/hot-desk-sessions", new { userId = await PersonAsync(), deviceId = desk });
        var wrongPin = await client.PostAsync("/hot-desk-sessions", new { userId = bob, deviceId = desk, pin = "000001" });
        var right = await client.PostAsync("/hot-desk-sessions", new { userId = bob, deviceId = desk, pin = Pin });

        Assert.Equal(403, forAnother.Status);
        Assert.Equal(403, wrongPin.Status);
        Assert.Equal(["pin"], wrongPin.WrongFields);
        Assert.Equal(201, right.Status);
        Assert.Equal("web", right.Text("startedHow"));
        Assert.Equal(204, (await client.DeleteAsync($"/hot-desk-sessions/{right.Id}")).Status);
        Assert.Equal("logged-out", (await client.GetAsync($"/hot-desk-sessions/{right.Id}")).Text("endReason"));
    }

    [Fact]
    public async Task A_plain_user_does_not_see_where_others_sit()
    {
        var (_, client) = await PlainUserAsync();
        var session = await LogInAsync(await PersonAsync(), await DeskAsync());

        Assert.DoesNotContain(session.Text("id"), (await client.GetAsync("/hot-desk-sessions?limit=200")).Items("id"));
        Assert.Equal(404, (await client.GetAsync($"/hot-desk-sessions/{session.Id}")).Status);
        Assert.Equal(404, (await client.DeleteAsync($"/hot-desk-sessions/{session.Id}")).Status);
    }

    [Theory]
    [InlineData("?open=perhaps", "open")]
    [InlineData("?at=yesterday", "at")]
    [InlineData("?from=soon", "from")]
    [InlineData("?user=bob", "user")]
    [InlineData("?sort=user", "sort")]
    [InlineData("?colour=red", "colour")]
    public async Task A_list_names_what_it_does_not_know(string query, string field)
    {
        var answer = await server.Admin.GetAsync("/hot-desk-sessions" + query);

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
    }

    [Fact]
    public async Task Turning_hot_desking_off_ends_the_session_before_the_answer_comes()
    {
        var alice = await PersonAsync();
        var session = await LogInAsync(alice, await DeskAsync());

        await server.Admin.PatchAsync($"/users/{alice}", new { hotDesk = new { enabled = false } });

        Assert.Equal("disabled", (await server.Admin.GetAsync($"/hot-desk-sessions/{session.Id}")).Text("endReason"));
    }

    [Fact]
    public async Task The_toggle_switches_all_own_phones()
    {
        var alice = await PersonAsync();
        var phone = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Own phone", ownerId = alice, sip = new { username = Fresh.Name("own") } });

        var off = await server.Admin.SendAsync(HttpMethod.Post, $"/users/{alice}/toggle", null);

        Assert.False(off.At("on").GetBoolean());
        Assert.Equal(phone.Text("id"), off.At("devices")[0].GetString());
        Assert.Equal("off", (await server.Admin.GetAsync($"/devices/{phone.Id}")).Text("ringState"));
    }

    [Fact]
    public async Task Ring_this_desk_rings_this_desk()
    {
        var desk = await DeskAsync();

        var answer = await server.Admin.SendAsync(HttpMethod.Post, $"/devices/{desk}/test-call", null);

        Assert.Equal("answered", answer.Text("outcome"));
        Assert.Contains(server.Calls.Rung, device => device.Value == desk);
    }

    private async Task<Guid> DeskAsync() => (await server.Admin.CreateAsync("/devices", Fresh.Device())).Id;

    private async Task<Guid> PersonAsync() => (await server.Admin.CreateAsync("/users", Person())).Id;

    private async Task<(Guid Id, ApiClient Client)> PlainUserAsync()
    {
        var username = Fresh.Name("bob");
        var hotDesk = new { enabled = true, id = Fresh.Number(), requirePin = true, pin = Pin };
        var user = await server.Admin.CreateAsync("/users", new { username, password = "correct horse", hotDesk });
        return (user.Id, await server.LogInAsync(username, "correct horse"));
    }

    private static object Person() => new
    {
        username = Fresh.Name("alice"), firstName = "Alice", hotDesk = new { enabled = true, id = Fresh.Number() },
    };

    private Task<ApiAnswer> LogInAsync(Guid userId, Guid deviceId, bool takeover = false) =>
        server.Admin.PostAsync("/hot-desk-sessions", new { userId, deviceId, takeover });
}
