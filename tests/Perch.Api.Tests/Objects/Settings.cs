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
    public async Task The_sources_say_what_was_set_and_what_is_a_default()
    {
        var elsewhere = await server.OtherAccountAsync();
        await elsewhere.PatchAsync("/settings", new { company = "Elsewhere Ltd" });

        var sources = await elsewhere.GetAsync("/settings/sources");

        Assert.Equal("portal", sources.Text("company"));
        Assert.Equal("default", sources.Text("timeZone"));
    }
}
