using Perch.Directory;

namespace Perch.Api.Tests.Objects;

public sealed class Devices(ApiServer server)
{
    [Fact]
    public async Task A_new_device_gets_a_long_random_password_that_only_the_credentials_show()
    {
        var device = await server.Admin.CreateAsync("/devices", Fresh.Device());

        var credentials = await server.Admin.GetAsync($"/devices/{device.Id}/credentials");

        Assert.Equal(200, credentials.Status);
        Assert.Equal("no-store", credentials.Headers["Cache-Control"]);
        Assert.Equal(device.Text("sip.username"), credentials.Text("username"));
        Assert.Equal("perch.test", credentials.Text("realm"));
        Assert.Equal(24, credentials.Text("password").Length);
        Assert.DoesNotContain("password", device.Raw);
        Assert.Equal(0, device.At("warnings").GetArrayLength());
    }

    [Fact]
    public async Task Reading_credentials_leaves_a_trace_without_the_password()
    {
        var device = await server.Admin.CreateAsync("/devices", Fresh.Device());

        var password = (await server.Admin.GetAsync($"/devices/{device.Id}/credentials")).Text("password");

        Assert.Contains(server.Log.All, line => line.Contains("Perch.Audit") && line.Contains(device.Text("id")));
        Assert.DoesNotContain(server.Log.All, line => line.Contains(password));
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("314159265358979")]
    public async Task A_weak_password_is_taken_with_a_warning(string password)
    {
        var device = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Lobby", sip = new { username = Fresh.Name("lobby"), password } });
        var changed = await server.Admin.PatchAsync($"/devices/{device.Id}", new { sip = new { password } });

        Assert.Equal("sip.password", device.At("warnings")[0].GetProperty("field").GetString());
        Assert.Equal("sip.password", changed.At("warnings")[0].GetProperty("field").GetString());
        Assert.Equal(password, (await server.Admin.GetAsync($"/devices/{device.Id}/credentials")).Text("password"));
    }

    [Theory]
    [InlineData("sip_phone")]
    [InlineData("softphone")]
    [InlineData("ata")]
    [InlineData("door_phone")]
    public async Task A_device_is_of_one_of_four_types(string type)
    {
        var device = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Entrance", type, sip = new { username = Fresh.Name("entrance") } });

        Assert.Equal(type, device.Text("type"));
        Assert.Contains(device.Text("id"), (await server.Admin.GetAsync($"/devices?type={type}&limit=200")).Items("id"));
    }

    [Fact]
    public async Task A_patch_that_does_not_name_the_password_keeps_it()
    {
        var device = await server.Admin.CreateAsync("/devices", Fresh.Device());
        var before = (await server.Admin.GetAsync($"/devices/{device.Id}/credentials")).Text("password");

        await server.Admin.PatchAsync($"/devices/{device.Id}", new { nickname = "Corner", sip = new { maxBindings = 2 } });

        Assert.Equal(before, (await server.Admin.GetAsync($"/devices/{device.Id}/credentials")).Text("password"));
    }

    [Fact]
    public async Task The_nearest_policy_wins_and_says_who_it_is()
    {
        var site = (await server.Admin.CreateAsync(
            "/sites", new { name = Fresh.Name("Site "), occupiedPolicy = "refuse", hotDeskUse = "never" })).Id;
        var device = await server.Admin.CreateAsync("/devices", new
        {
            nickname = "Window desk", siteId = site, hotDeskUse = "always", sip = new { username = Fresh.Name("desk") },
        });

        Assert.Equal("always", device.Text("hotDeskUse"));
        Assert.Equal("always", device.Text("effective.hotDeskUse.value"));
        Assert.Equal("device", device.Text("effective.hotDeskUse.from"));
        Assert.Null(device.At("occupiedPolicy").GetString());
        Assert.Equal("refuse", device.Text("effective.occupiedPolicy.value"));
        Assert.Equal("site", device.Text("effective.occupiedPolicy.from"));
        Assert.Equal("internal", device.Text("effective.loggedOutProfile.value"));
        Assert.Equal("default", device.Text("effective.loggedOutProfile.from"));

        var cleared = await server.Admin.PatchAsync($"/devices/{device.Id}", """{"hotDeskUse": null}""");
        Assert.Equal("never", cleared.Text("effective.hotDeskUse.value"));
    }

    [Fact]
    public async Task A_device_shows_where_it_is_registered_now()
    {
        var device = await server.Admin.CreateAsync("/devices", Fresh.Device());
        Assert.False(device.At("registered").GetBoolean());

        server.Registrations.Register(new DeviceId(device.Id), new(
            "sip:desk@10.0.0.7:5060", "10.0.0.7:5060", "udp", "Yealink T46", server.Time.GetUtcNow().AddHours(1)));
        var found = await server.Admin.GetAsync($"/devices/{device.Id}");

        Assert.True(found.At("registered").GetBoolean());
        Assert.Equal("udp", found.At("bindings")[0].GetProperty("transport").GetString());
        Assert.Equal(device.ETag, found.ETag);
    }

    [Fact]
    public async Task An_owners_devices_are_on_until_all_are_off()
    {
        var owner = (await server.Admin.CreateAsync("/users", Fresh.User())).Id;
        Assert.False((await server.Admin.GetAsync($"/users/{owner}")).At("devicesOn").GetBoolean());

        var device = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Own phone", ownerId = owner, sip = new { username = Fresh.Name("own") } });
        Assert.True((await server.Admin.GetAsync($"/users/{owner}")).At("devicesOn").GetBoolean());

        await server.Admin.PatchAsync($"/devices/{device.Id}", new { ringState = "off" });
        Assert.False((await server.Admin.GetAsync($"/users/{owner}")).At("devicesOn").GetBoolean());
    }

    [Fact]
    public async Task Deleting_its_owner_leaves_a_device_that_says_so()
    {
        var owner = (await server.Admin.CreateAsync("/users", Fresh.User())).Id;
        var device = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Own phone", ownerId = owner, sip = new { username = Fresh.Name("own") } });

        await server.Admin.DeleteAsync($"/users/{owner}");
        var left = await server.Admin.GetAsync($"/devices/{device.Id}");

        Assert.Null(left.At("ownerId").GetString());
        Assert.True(left.At("lostOwner").GetBoolean());
    }
}
