namespace Perch.Api.Tests.Conventions;

/// <summary>Creating, merge patches, entity tags and deleting, on users for all.</summary>
public sealed class ChangingObjects(ApiServer server)
{
    [Fact]
    public async Task A_new_object_says_where_it_is_and_which_version()
    {
        var created = await server.Admin.CreateAsync("/users", Fresh.User());
        var found = await server.Admin.GetAsync(created.Location!["/api/v1".Length..]);

        Assert.Equal($"/api/v1/users/{created.Id}", created.Location);
        Assert.Equal(created.ETag, found.ETag);
        Assert.Equal(created.Raw, found.Raw);
        Assert.Equal("2026-03-02T09:00:00.000Z", found.Text("createdAt"));
    }

    [Fact]
    public async Task Every_kind_of_object_has_a_tag_that_changes_with_it()
    {
        foreach (var resource in BadInput.Resources.All.Where(resource => resource.Methods.Contains("PATCH")))
        {
            var path = await resource.ExistingAsync(server.Admin);
            var before = await server.Admin.GetAsync(path);

            var after = await server.Admin.PatchAsync(
                path, resource.Name is "callflows" ? new { name = "Changed" } : new { language = "en-GB" });

            Assert.True(after.Status == 200, after.Raw);
            Assert.NotNull(before.ETag);
            Assert.NotEqual(before.ETag, after.ETag);
            Assert.Equal(after.ETag, (await server.Admin.GetAsync(path)).ETag);
        }
    }

    [Fact]
    public async Task A_change_on_top_of_another_ones_is_refused_and_changes_nothing()
    {
        var user = await server.Admin.CreateAsync("/users", new { username = Fresh.Name("alice"), firstName = "Alice" });
        var path = $"/users/{user.Id}";
        await server.Admin.PatchAsync(path, new { firstName = "Alicia" }, user.ETag);

        var late = await server.Admin.PatchAsync(path, new { firstName = "Ally" }, user.ETag);
        var deleted = await server.Admin.DeleteAsync(path, user.ETag);

        Assert.Equal(412, late.Status);
        Assert.Equal(412, deleted.Status);
        Assert.Equal("application/problem+json", late.ContentType);
        Assert.Equal("Alicia", (await server.Admin.GetAsync(path)).Text("firstName"));
    }

    [Theory]
    [InlineData("\"not-ours\"")]
    [InlineData("W/\"1\"")]
    [InlineData("garbage")]
    public async Task A_tag_that_we_never_gave_matches_nothing(string tag)
    {
        var user = await server.Admin.CreateAsync("/users", Fresh.User());

        Assert.Equal(412, (await server.Admin.PatchAsync($"/users/{user.Id}", new { enabled = false }, tag)).Status);
    }

    [Fact]
    public async Task A_star_matches_whatever_is_there()
    {
        var user = await server.Admin.CreateAsync("/users", Fresh.User());

        Assert.Equal(200, (await server.Admin.PatchAsync($"/users/{user.Id}", new { enabled = false }, "*")).Status);
    }

    [Fact]
    public async Task A_patch_changes_only_what_it_names()
    {
        var id = Fresh.Number();
        var user = await server.Admin.CreateAsync("/users", new
        {
            username = Fresh.Name("alice"), firstName = "Alice", lastName = "Archer", language = "en-GB", extension = id,
            callerId = new { @internal = "Alice A.", external = "+15551234" },
            hotDesk = new { enabled = true, id, requirePin = true, pin = "471182", elsewhere = "keep" },
        });

        var changed = await server.Admin.PatchAsync(
            $"/users/{user.Id}", """{"lastName": "Bowman", "callerId": {"external": null}, "hotDesk": {"requirePin": false}}""");

        Assert.Equal("Alice", changed.Text("firstName"));
        Assert.Equal("Bowman", changed.Text("lastName"));
        Assert.Equal("Alice A.", changed.Text("callerId.internal"));
        Assert.Null(changed.At("callerId.external").GetString());
        Assert.True(changed.At("hotDesk.enabled").GetBoolean());
        Assert.True(changed.At("hotDesk.hasPin").GetBoolean());
        Assert.Equal("keep", changed.Text("hotDesk.elsewhere"));
    }

    [Fact]
    public async Task Null_clears_a_field_back_to_its_default()
    {
        var id = Fresh.Number();
        var user = await server.Admin.CreateAsync("/users", new
        {
            username = Fresh.Name("alice"), firstName = "Alice", role = "receptionist", enabled = false,
            hotDesk = new { enabled = true, id, pin = "471182", autoLogOut = new { afterHours = 8, dailyAt = "03:00" } },
        });

        var cleared = await server.Admin.PatchAsync(
            $"/users/{user.Id}", """{"firstName": null, "role": null, "enabled": null, "hotDesk": {"pin": null, "autoLogOut": null}}""");

        Assert.Null(cleared.At("firstName").GetString());
        Assert.Equal("user", cleared.Text("role"));
        Assert.True(cleared.At("enabled").GetBoolean());
        Assert.False(cleared.At("hotDesk.hasPin").GetBoolean());
        Assert.Equal(id, cleared.Text("hotDesk.id"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, cleared.At("hotDesk.autoLogOut").ValueKind);
    }

    [Fact]
    public async Task What_must_be_there_cannot_be_cleared()
    {
        var user = await server.Admin.CreateAsync("/users", Fresh.User());

        var answer = await server.Admin.PatchAsync($"/users/{user.Id}", """{"username": null, "password": null}""");

        Assert.Equal(["username", "password"], answer.WrongFields);
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        foreach (var resource in BadInput.Resources.All.Where(resource => resource.IsUsual))
        {
            var path = await resource.ExistingAsync(server.Admin);

            Assert.Equal(204, (await server.Admin.DeleteAsync(path)).Status);
            Assert.Equal(404, (await server.Admin.GetAsync(path)).Status);
            Assert.Equal(404, (await server.Admin.DeleteAsync(path)).Status);
            Assert.Equal(404, (await server.Admin.PatchAsync(path, new { })).Status);
        }
    }
}
