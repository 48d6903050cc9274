namespace Perch.Api.Tests.Objects;

public sealed class Settings(ApiServer server)
{
    [Fact]
    public async Task Settings_are_those_of_the_account_of_the_token()
    {
        var elsewhere = await server.OtherAccountAsync();

        await elsewhere.PatchAsync("/settings", new { company = "Elsewhere Ltd", country = "GB", sipDigest = "both" });

        var theirs = await elsewhere.GetAsync("/settings");
        Assert.Equal("Elsewhere Ltd", theirs.Text("company"));
        Assert.Equal("GB", theirs.Text("country"));
        Assert.Equal("both", theirs.Text("sipDigest"));
        Assert.NotEqual("Elsewhere Ltd", (await server.Admin.GetAsync("/settings")).At("company").GetString());
    }

    [Fact]
    public async Task The_defaults_of_desks_reach_every_desk()
    {
        var elsewhere = await server.OtherAccountAsync();
        var device = await elsewhere.CreateAsync("/devices", Fresh.Device());

        var settings = await elsewhere.PatchAsync("/settings", new
        {
            hotDesk = new { dialledPin = true, defaults = new { pinToLogOut = true, autoLogOut = new { dailyAt = "03:00" } } },
        });
        var after = await elsewhere.GetAsync($"/devices/{device.Id}");

        Assert.True(settings.At("hotDesk.dialledPin").GetBoolean());
        Assert.Equal("03:00", settings.Text("hotDesk.defaults.autoLogOut.dailyAt"));
        Assert.True(after.At("effective.pinToLogOut.value").GetBoolean());
        Assert.Equal("account", after.Text("effective.pinToLogOut.from"));
        Assert.Equal("03:00", after.Text("effective.autoLogOut.value.dailyAt"));
    }

    [Fact]
    public async Task What_holds_for_a_person_comes_from_themselves_or_the_account()
    {
        var elsewhere = await server.OtherAccountAsync();
        var alice = await elsewhere.CreateAsync("/users", Fresh.User());

        // Other tests share the account, in whatever order they come.
        await elsewhere.PatchAsync("/settings", new { hotDesk = new { defaults = new { autoLogOut = (object?)null } } });

        var before = await elsewhere.GetAsync($"/users/{alice.Id}");
        await elsewhere.PatchAsync(
            "/settings", new { hotDesk = new { defaults = new { autoLogOut = new { dailyAt = "03:00" } } } });
        var byAccount = await elsewhere.GetAsync($"/users/{alice.Id}");
        var byHerself = await elsewhere.PatchAsync(
            $"/users/{alice.Id}", new { hotDesk = new { autoLogOut = new { afterHours = 8 } } });

        Assert.Equal("default", before.Text("effective.autoLogOut.from"));
        Assert.Equal("account", byAccount.Text("effective.autoLogOut.from"));
        Assert.Equal("03:00", byAccount.Text("effective.autoLogOut.value.dailyAt"));
        Assert.Equal("user", byHerself.Text("effective.autoLogOut.from"));
        Assert.Equal(8, byHerself.At("effective.autoLogOut.value.afterHours").GetDouble());
    }

    [Fact]
    public async Task What_nobody_set_is_there_with_its_default()
    {
        var elsewhere = await server.OtherAccountAsync();

        var settings = await elsewhere.GetAsync("/settings");

        Assert.True(settings.At("hotDesk.pinlessLimits").GetBoolean());
        Assert.Equal(365, settings.At("hotDesk.retentionDays").GetInt32());
        Assert.Equal(365, settings.At("callRecords.retentionDays").GetInt32());
        Assert.Equal(1095, settings.At("audit.retentionDays").GetInt32());
        Assert.Equal("takeover", settings.Text("hotDesk.effective.occupiedPolicy.value"));
        Assert.Equal("default", settings.Text("hotDesk.effective.occupiedPolicy.from"));
    }

    [Fact]
    public async Task How_long_the_past_is_kept_is_said_for_each_kind_of_it()
    {
        var elsewhere = await server.OtherAccountAsync();

        var settings = await elsewhere.PatchAsync("/settings", new
        {
            callRecords = new { retentionDays = 30 }, audit = new { retentionDays = 730 },
        });
        var sources = await elsewhere.GetAsync("/settings/sources");
        var cleared = await elsewhere.PatchAsync("/settings", new
        {
            callRecords = new { retentionDays = (int?)null }, audit = (object?)null,
        });

        Assert.Equal(30, settings.At("callRecords.retentionDays").GetInt32());
        Assert.Equal(730, settings.At("audit.retentionDays").GetInt32());
        Assert.Equal(365, settings.At("hotDesk.retentionDays").GetInt32());
        Assert.Equal("portal", sources.Text("callRecords.retentionDays"));
        Assert.Equal("portal", sources.Text("audit.retentionDays"));
        Assert.Equal("default", sources.Text("hotDesk.retentionDays"));
        Assert.Equal(365, cleared.At("callRecords.retentionDays").GetInt32());
        Assert.Equal(1095, cleared.At("audit.retentionDays").GetInt32());
        Assert.Equal(365, (await server.Admin.GetAsync("/settings")).At("callRecords.retentionDays").GetInt32());
    }

    [Theory]
    [InlineData("callRecords", 0)]
    [InlineData("callRecords", 3651)]
    [InlineData("audit", 3651)]
    public async Task Nothing_is_kept_for_no_time_or_for_ever(string kind, int days)
    {
        var elsewhere = await server.OtherAccountAsync();

        var refused = await elsewhere.SendAsync("PATCH", "/settings", $"{{\"{kind}\":{{\"retentionDays\":{days}}}}}");

        Assert.Equal((400, $"{kind}.retentionDays"), (refused.Status, Assert.Single(refused.WrongFields)));
    }

    [Fact]
    public async Task Nobody_gets_rid_of_the_note_of_what_they_did_within_a_year()
    {
        var elsewhere = await server.OtherAccountAsync();

        var refused = await elsewhere.PatchAsync("/settings", new { audit = new { retentionDays = 364 } });
        var taken = await elsewhere.PatchAsync("/settings", new { audit = new { retentionDays = 365 } });
        await elsewhere.PatchAsync("/settings", new { audit = new { retentionDays = (int?)null } });

        Assert.Equal((400, "audit.retentionDays"), (refused.Status, Assert.Single(refused.WrongFields)));
        Assert.Equal(200, taken.Status);
    }

    [Fact]
    public async Task A_phone_is_ready_for_emergencies_once_helpers_can_find_it_and_call_back()
    {
        var elsewhere = await server.OtherAccountAsync();
        var site = await elsewhere.CreateAsync("/sites", new { name = "Berlin" });
        var device = await elsewhere.CreateAsync("/devices", Fresh.Device());
        var path = $"/devices/{device.Id}";

        var nothing = await elsewhere.GetAsync(path);
        var number = await elsewhere.PatchAsync(path, new { siteId = site.Id, emergency = new { callerId = "+4930123456" } });
        await elsewhere.PatchAsync($"/sites/{site.Id}", new { address = new { street = "Main Street 1", city = "Berlin" } });
        var both = await elsewhere.GetAsync(path);

        Assert.False(nothing.At("emergency.ready").GetBoolean());
        Assert.False(number.At("emergency.ready").GetBoolean());
        Assert.True(both.At("emergency.ready").GetBoolean());
        Assert.Equal("+4930123456", both.Text("emergency.callerId"));
    }

    [Fact]
    public async Task The_sources_say_what_was_set_and_what_is_a_default()
    {
        var elsewhere = await server.OtherAccountAsync();
        await elsewhere.PatchAsync("/settings", new { company = "Elsewhere Ltd" });

        var sources = await elsewhere.GetAsync("/settings/sources");

        Assert.Equal("portal", sources.Text("company"));
        Assert.Equal("default", sources.Text("timeZone"));
    }
}
