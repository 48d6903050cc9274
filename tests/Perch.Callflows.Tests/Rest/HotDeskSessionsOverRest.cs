using System.Text.Json;
using Perch.Directory;

namespace Perch.Callflows.Tests.Rest;

/// <summary>api.md, <c>/hot-desk-sessions</c>, toggle and test-call.</summary>
public sealed class HotDeskSessionsOverRest : IAsyncLifetime
{
    private const string Sessions = "/hot-desk-sessions";
    private const string Nobody = "01957f3e-0000-7000-8000-000000000000";

    private readonly RestServer _server = new();
    private Guid _alice;
    private Guid _bob;
    private Guid _window;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _alice = await _server.PersonAsync("Alice", "204", pin: "7391");
        _bob = await _server.PersonAsync("Bob", "205", Role.Receptionist);
        _window = await _server.DeviceAsync("window desk");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_administrator_logs_somebody_in_and_sees_who_sits_where()
    {
        var made = await _server.Admin.PostAsync(Sessions, new { userId = _alice, deviceId = _window });
        var open = await _server.Admin.GetAsync($"{Sessions}?open=true");

        Assert.Equal((201, "admin"), (made.Status, made.Body.GetProperty("startedHow").GetString()));
        Assert.Equal(_alice, Assert.Single(open.Items).GetProperty("userId").GetGuid());
        Assert.Equal("2026-03-02T09:00:00.000Z", open.Items[0].GetProperty("startedAt").GetString());
    }

    [Fact]
    public async Task Logged_in_there_already_is_200_with_the_open_session()
    {
        var made = await _server.Admin.PostAsync(Sessions, new { userId = _alice, deviceId = _window });
        var again = await _server.Admin.PostAsync(Sessions, new { userId = _alice, deviceId = _window });

        Assert.Equal(200, again.Status);
        Assert.Equal(made.Body.GetProperty("id").GetGuid(), again.Body.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_occupied_desk_is_409_until_takeover_is_said()
    {
        await _server.Admin.CreateAsync(Sessions, new { userId = _bob, deviceId = _window });

        var refused = await _server.Admin.PostAsync(Sessions, new { userId = _alice, deviceId = _window });
        var taken = await _server.Admin.PostAsync(
            Sessions, new { userId = _alice, deviceId = _window, takeover = true });
        var all = await _server.Admin.GetAsync(Sessions);

        Assert.Equal(409, refused.Status);
        Assert.Equal(["deviceId"], refused.WrongFields);
        Assert.Equal(201, taken.Status);
        Assert.Equal(
            ["taken-over", null],
            all.Items.Select(item => item.GetProperty("endReason").GetString()).OrderDescending());
    }

    [Fact]
    public async Task Under_refuse_takeover_does_not_help()
    {
        var corner = await _server.DeviceAsync("corner desk", occupied: OccupiedPolicy.Refuse);
        await _server.Admin.CreateAsync(Sessions, new { userId = _bob, deviceId = corner });

        var refused = await _server.Admin.PostAsync(
            Sessions, new { userId = _alice, deviceId = corner, takeover = true });

        Assert.Equal(409, refused.Status);
    }

    [Fact]
    public async Task Somebody_logs_themselves_in_with_their_PIN_only()
    {
        var alice = await _server.LogInAsync("alice");

        var without = await alice.PostAsync(Sessions, new { userId = _alice, deviceId = _window });
        var wrong = await alice.PostAsync(Sessions, new { userId = _alice, deviceId = _window, pin = "1590" });
        var right = await alice.PostAsync(Sessions, new { userId = _alice, deviceId = _window, pin = "7391" });

        Assert.Equal((403, 403, 201), (without.Status, wrong.Status, right.Status));
        Assert.Equal(["pin"], wrong.WrongFields);
        Assert.Equal("web", right.Body.GetProperty("startedHow").GetString());
    }

    [Fact]
    public async Task A_user_may_neither_log_others_in_nor_take_over()
    {
        var alice = await _server.LogInAsync("alice");

        var other = await alice.PostAsync(Sessions, new { userId = _bob, deviceId = _window });
        var takeover = await alice.PostAsync(
            Sessions, new { userId = _alice, deviceId = _window, pin = "7391", takeover = true });

        Assert.Equal((403, 403), (other.Status, takeover.Status));
    }

    [Fact]
    public async Task A_user_cannot_learn_which_other_ids_exist()
    {
        var alice = await _server.LogInAsync("alice");

        var bob = await alice.PostAsync(Sessions, new { userId = _bob, deviceId = _window });
        var nobody = await alice.PostAsync(Sessions, new { userId = Nobody, deviceId = _window });
        var nowhere = await alice.PostAsync(Sessions, new { userId = _bob, deviceId = Nobody });

        Assert.Equal(403, bob.Status);
        Assert.Equal(bob.Raw, nobody.Raw);
        Assert.Equal(bob.Raw, nowhere.Raw);
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("yesterday")]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T09:00:00")]
    [InlineData("03/02/2026 09:00Z")]
    [InlineData("2026-03-02T25:00:00Z")]
    [InlineData("2026-03-02T09:00:00+01:00")]
    public async Task Only_an_instant_is_a_time(string time)
    {
        foreach (var name in new[] { "at", "from", "to" })
        {
            var answer = await _server.Admin.GetAsync($"{Sessions}?{name}={time}");

            Assert.Equal(400, answer.Status);
            Assert.Equal([name], answer.WrongFields);
        }
    }

    [Theory]
    [InlineData("2026-03-02T09:00Z")]
    [InlineData("2026-03-02T09:00:00Z")]
    [InlineData("2026-03-02T09:00:00.123Z")]
    [InlineData("2026-03-02T11:00:00%2B01:00")]
    [InlineData("2026-03-02T04:00:00-05:00")]
    public async Task An_instant_has_an_offset_or_a_Z(string time)
    {
        await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        Assert.Single((await _server.Admin.GetAsync($"{Sessions}?at={time}")).Items);
    }

    [Fact]
    public async Task A_user_sees_their_own_sessions_only()
    {
        var bobs = await _server.Admin.CreateAsync(Sessions, new { userId = _bob, deviceId = _window });
        var alice = await _server.LogInAsync("alice");

        Assert.Empty((await alice.GetAsync(Sessions)).Items);
        Assert.Equal(404, (await alice.GetAsync($"{Sessions}/{bobs}")).Status);
        Assert.Equal(404, (await alice.DeleteAsync($"{Sessions}/{bobs}")).Status);
    }

    [Fact]
    public async Task Ended_by_oneself_is_logged_out_and_by_another_admin()
    {
        var alice = await _server.LogInAsync("alice");
        var first = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });
        Assert.Equal(204, (await alice.DeleteAsync($"{Sessions}/{first}")).Status);

        var second = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });
        Assert.Equal(204, (await _server.Admin.DeleteAsync($"{Sessions}/{second}")).Status);

        Assert.Equal("logged-out", await ReasonAsync(first));
        Assert.Equal("admin", await ReasonAsync(second));
    }

    [Theory]
    [InlineData("{}", "userId", "deviceId")]
    [InlineData("""{"userId": 7, "deviceId": "x"}""", "userId", "deviceId")]
    [InlineData($$"""{"userId": "{{Nobody}}", "deviceId": "{{Nobody}}"}""", "userId", "deviceId")]
    public async Task Bad_input_names_its_fields(string body, params string[] fields)
    {
        var answer = await _server.Admin.PostAsync(Sessions, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields, answer.WrongFields);
    }

    [Theory]
    [InlineData("takeover", "\"yes\"")]
    [InlineData("pin", "7391")]
    [InlineData("pin", "\"1\"")]
    [InlineData("who", "1")]
    public async Task Every_other_field_is_checked_too(string field, string value)
    {
        var answer = await _server.Admin.PostAsync(
            Sessions, $$"""{"userId": "{{_alice}}", "deviceId": "{{_window}}", "{{field}}": {{value}} }""");

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
    }

    [Fact]
    public async Task A_phone_that_is_no_desk_and_a_person_who_may_not_are_409()
    {
        var owned = await _server.DeviceAsync("alices phone", owner: _alice);
        await TurnOffAsync(_bob);

        var noDesk = await _server.Admin.PostAsync(Sessions, new { userId = _alice, deviceId = owned });
        var disabled = await _server.Admin.PostAsync(Sessions, new { userId = _bob, deviceId = _window });

        Assert.Equal((409, "deviceId"), (noDesk.Status, Assert.Single(noDesk.WrongFields)));
        Assert.Equal((409, "userId"), (disabled.Status, Assert.Single(disabled.WrongFields)));
    }

    [Fact]
    public async Task Turning_hot_desking_off_ends_the_session_before_the_answer_comes()
    {
        var id = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        await TurnOffAsync(_alice);

        Assert.Equal("disabled", await ReasonAsync(id));
    }

    [Fact]
    public async Task Giving_the_desk_an_owner_ends_the_session_by_policy()
    {
        var id = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        await _server.ChangeDeviceAsync(_window, draft => draft with { OwnerId = new UserId(_bob) });

        Assert.Equal("policy", await ReasonAsync(id));
    }

    [Fact]
    public async Task Deleting_the_desk_ends_the_session_as_deleted()
    {
        var id = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        await _server.DeleteDeviceAsync(_window);

        Assert.Equal("deleted", await ReasonAsync(id));
    }

    [Fact]
    public async Task The_list_answers_who_sat_there_then()
    {
        await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        Assert.Single((await _server.Admin.GetAsync($"{Sessions}?device={_window}&at=2026-03-02T12:00:00Z")).Items);
        Assert.Empty((await _server.Admin.GetAsync($"{Sessions}?at=2026-03-02T08:59:59Z")).Items);
        Assert.Empty((await _server.Admin.GetAsync($"{Sessions}?user={_bob}")).Items);
        Assert.Single((await _server.Admin.GetAsync($"{Sessions}?from=2026-03-02T10:00:00Z")).Items);
        Assert.Empty((await _server.Admin.GetAsync($"{Sessions}?to=2026-03-01T00:00:00Z")).Items);
        Assert.Equal(["at"], (await _server.Admin.GetAsync($"{Sessions}?at=yesterday")).WrongFields);
    }

    [Fact]
    public async Task Expanded_the_person_and_the_desk_stand_beside_their_ids()
    {
        var id = await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });

        var bare = (await _server.Admin.GetAsync(Sessions)).Items[0];
        var both = (await _server.Admin.GetAsync($"{Sessions}?expand=user,device")).Items[0];
        var one = (await _server.Admin.GetAsync($"{Sessions}/{id}?expand=device")).Body;

        Assert.False(bare.TryGetProperty("user", out _) || bare.TryGetProperty("device", out _));
        Assert.Equal((_alice, "204"), (both.GetProperty("userId").GetGuid(), Text(both, "user", "extension")));
        Assert.Equal((_window, "window desk"), (both.GetProperty("deviceId").GetGuid(), Text(both, "device", "nickname")));
        Assert.Equal("window desk", Text(one, "device", "nickname"));
        Assert.False(one.TryGetProperty("user", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/01957f3e-0000-7000-8000-000000000000")]
    public async Task An_unknown_expansion_is_400_and_named(string path)
    {
        var answer = await _server.Admin.GetAsync($"{Sessions}{path}?expand=user,site");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["expand"], answer.WrongFields);
    }

    [Fact]
    public async Task Expansion_shows_nobody_what_they_could_not_read_anyway()
    {
        await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });
        var alice = await _server.LogInAsync("alice");

        var own = Assert.Single((await alice.GetAsync($"{Sessions}?expand=user,device")).Items);

        Assert.Equal("alice", Text(own, "user", "username"));
        Assert.False(own.TryGetProperty("device", out _));
    }

    private static string? Text(JsonElement item, string member, string field) =>
        item.GetProperty(member).GetProperty(field).GetString();

    [Fact]
    public async Task Toggling_switches_all_phones_of_the_user()
    {
        var phone = await _server.DeviceAsync("alices phone", owner: _alice);

        var off = await _server.Admin.PostAsync($"/users/{_alice}/toggle");
        var on = await _server.Admin.PostAsync($"/users/{_alice}/toggle");

        Assert.False(off.Body.GetProperty("on").GetBoolean());
        Assert.True(on.Body.GetProperty("on").GetBoolean());
        Assert.Equal(phone, Assert.Single(off.Body.GetProperty("devices").EnumerateArray()).GetGuid());
    }

    [Fact]
    public async Task A_user_toggles_their_own_phones_only()
    {
        var alice = await _server.LogInAsync("alice");

        Assert.Equal(200, (await alice.PostAsync($"/users/{_alice}/toggle")).Status);
        Assert.Equal(403, (await alice.PostAsync($"/users/{_bob}/toggle")).Status);
        Assert.Equal(403, (await alice.PostAsync($"/users/{Guid.NewGuid()}/toggle")).Status);
        Assert.Equal(404, (await _server.Admin.PostAsync($"/users/{Guid.NewGuid()}/toggle")).Status);
    }

    [Fact]
    public async Task Ring_this_desk_rings_it_and_says_how_that_ended()
    {
        var answer = await _server.Admin.PostAsync($"/devices/{_window}/test-call");

        Assert.Equal((200, "answered"), (answer.Status, answer.Body.GetProperty("outcome").GetString()));
        Assert.Equal(_window, Assert.Single(_server.Calls.Called).Id.Value);
        Assert.Equal(404, (await _server.Admin.PostAsync($"/devices/{_alice}/test-call")).Status);

        var alice = await _server.LogInAsync("alice");
        Assert.Equal(403, (await alice.PostAsync($"/devices/{_window}/test-call")).Status);
    }

    private Task TurnOffAsync(Guid user) => _server.ChangeUserAsync(
        user, draft => draft with { HotDesk = draft.HotDesk with { Enabled = false } });

    private async Task<string?> ReasonAsync(Guid session) =>
        (await _server.Admin.GetAsync($"{Sessions}/{session}")).Body.GetProperty("endReason").GetString();
}
