namespace Perch.Api.Tests.Imports;

public sealed class ImportingDevices(ApiServer server)
{
    [Fact]
    public async Task Users_and_their_devices_come_in_one_request()
    {
        var (anna, phone, number) = (Fresh.Name("anna"), Fresh.Name("phone"), Fresh.Number());
        var site = Fresh.Name("Berlin ");
        await server.Admin.CreateAsync("/sites", new { name = site });

        var answer = await server.Admin.PostAsync("/imports", new
        {
            devices = new object[]
            {
                new { nickname = "Anna's", owner = number, site, sip = new { username = phone, maxBindings = 2 } },
                new { nickname = "Nobody's", owner = "nobody at all", sip = new { username = phone + "b" } },
            },
            users = new[] { new { username = anna, extension = number } },
        });
        var good = await server.Admin.PostAsync("/imports?skipBad=true", new
        {
            devices = new[] { new { nickname = "Anna's", owner = number, site, sip = new { username = phone, maxBindings = 2 } } },
            users = new[] { new { username = anna, extension = number } },
        });

        Assert.Equal(["1 create", "1 create", "2 refused"], answer.Lines());
        Assert.Equal("is no user's extension, username or externalId", answer.ErrorOf(2, "owner"));
        Assert.Equal(["1 create", "1 create"], good.Lines());
        var device = (await server.Admin.GetAsync($"/devices?sip.username={phone}")).Body.GetProperty("items")[0];
        Assert.Equal(good.Line(0).GetProperty("id").GetString(), device.GetProperty("ownerId").GetString());
        Assert.NotNull(device.GetProperty("siteId").GetString());
    }

    [Fact]
    public async Task A_table_of_devices_is_known_by_its_header()
    {
        var (desk, owned) = (Fresh.Name("desk"), Fresh.Name("owned"));
        var anna = Fresh.Name("anna");
        await server.Admin.CreateAsync("/users", new { username = anna });
        var csv = $"""
            nickname,sip.username,sip.maxBindings,autoLogOut.dailyAt,autoLogOut.afterHours,owner,pinToLogOut
            Window desk,{desk},1,03:00,7.5,,true
            Anna's phone,{owned},3,,,{anna},
            """;

        var answer = await server.Admin.ImportAsync(csv);

        Assert.True(answer.Status == 200, answer.Raw);
        Assert.Equal(["2 create", "3 create"], answer.Lines());
        var made = await server.Admin.GetAsync($"/devices/{answer.Line(0).GetProperty("id").GetString()}");
        Assert.Equal("03:00", made.Text("autoLogOut.dailyAt"));
        Assert.Equal(7.5, made.At("autoLogOut.afterHours").GetDouble());
        Assert.True(made.At("pinToLogOut").GetBoolean());
        var second = await server.Admin.GetAsync($"/devices/{answer.Line(1).GetProperty("id").GetString()}");
        Assert.Equal(3, second.At("sip.maxBindings").GetInt32());
        Assert.NotNull(second.Text("ownerId"));
    }

    [Theory]
    [InlineData("00:15:65:{0}", "0015-65{0}")]
    public async Task A_device_is_known_by_its_MAC_address_however_it_is_written(string one, string other)
    {
        var tail = Guid.NewGuid().ToString("N")[..6];
        var mac = string.Format(System.Globalization.CultureInfo.InvariantCulture, one, tail);
        var device = await server.Admin.CreateAsync(
            "/devices", new { nickname = "Old", macAddress = mac, sip = new { username = Fresh.Name("desk") } });

        var again = string.Format(System.Globalization.CultureInfo.InvariantCulture, other, tail);
        var answer = await server.Admin.ImportAsync($"macAddress,nickname\n{again},New\n");

        Assert.Equal(["2 update"], answer.Lines());
        Assert.Equal(["nickname"], answer.FieldsOf(0));
        Assert.Equal("New", (await server.Admin.GetAsync($"/devices/{device.Id}")).Text("nickname"));
    }

    [Fact]
    public async Task Two_lines_about_one_device_are_both_refused()
    {
        var tail = Guid.NewGuid().ToString("N")[..6];
        var sip = Fresh.Name("desk");
        await server.Admin.CreateAsync("/devices", new { nickname = "One", macAddress = $"001565{tail}", sip = new { username = sip } });
        var csv = $"nickname,sip.username,macAddress\nA,{sip},001566{tail}\nB,{Fresh.Name("desk")},001565{tail}\n";

        var answer = await server.Admin.ImportAsync(csv, "?dryRun=true");

        Assert.Equal(["2 refused", "3 refused"], answer.Lines());
        Assert.Equal("is the one that line 3 is about", answer.ErrorOf(0, ""));
    }

    [Fact]
    public async Task An_imported_device_has_a_password_that_only_the_credentials_show()
    {
        var answer = await server.Admin.ImportAsync($"nickname,sip.username\nDesk,{Fresh.Name("desk")}\n");

        var credentials = await server.Admin.GetAsync($"/devices/{answer.Line(0).GetProperty("id").GetString()}/credentials");

        Assert.Equal(24, credentials.Text("password").Length);
    }

    [Fact]
    public async Task A_weak_password_is_named_and_not_shown()
    {
        const string Password = "31415926535";

        var answer = await server.Admin.ImportAsync($"nickname,sip.username,sip.password\nDesk,{Fresh.Name("desk")},{Password}\n");

        Assert.Equal("sip.password", answer.Line(0).GetProperty("warnings")[0].GetProperty("field").GetString());
        Assert.DoesNotContain(Password, answer.Raw);
        Assert.DoesNotContain(server.Log.All, line => line.Contains(Password));
        Assert.False(await server.IsInDatabaseAsync(Password));
    }
}
