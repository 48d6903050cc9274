namespace Perch.Callflows.Tests.Rest;

/// <summary>api.md, <c>/callflows</c> and <c>/feature-codes</c>.</summary>
public sealed class CallflowsOverRest : IAsyncLifetime
{
    private const string Callflows = "/callflows";

    private static readonly object LogIn = new { program = "hotdesk-login" };

    private readonly RestServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_star_code_of_ones_own_is_one_request()
    {
        var id = await _server.Admin.CreateAsync(
            Callflows, new { name = "Log in", numbers = new[] { "*801" }, flow = LogIn });

        var found = await _server.Admin.GetAsync($"{Callflows}/{id}");

        Assert.Equal("*801", found.Body.GetProperty("numbers")[0].GetString());
        Assert.Equal("hotdesk-login", found.Body.GetProperty("flow").GetProperty("program").GetString());
    }

    [Theory]
    [InlineData("""{}""", "name", "flow")]
    [InlineData("""{"name": 7, "flow": {"program": "hangup"}}""", "name")]
    [InlineData("""{"name": "Sales", "numbers": "300", "flow": {"program": "hangup"}}""", "numbers")]
    [InlineData("""{"name": "Sales", "numbers": [300], "flow": {"program": "hangup"}}""", "numbers[0]")]
    [InlineData("""{"name": "Sales", "numbers": ["112"], "flow": {"program": "hangup"}}""", "numbers[0]")]
    [InlineData("""{"name": "Sales", "patterns": ["("], "flow": {"program": "hangup"}}""", "patterns[0]")]
    [InlineData("""{"name": "Sales", "flow": "hangup"}""", "flow")]
    [InlineData("""{"name": "Sales", "flow": {"program": "user", "data": {"userId": "x"}}}""", "flow.data.userId")]
    [InlineData("""{"name": "Sales", "flow": {"program": "hangup"}, "owner": 1}""", "owner")]
    public async Task Bad_input_names_its_field(string body, params string[] fields)
    {
        var answer = await _server.Admin.PostAsync(Callflows, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields, answer.WrongFields);
    }

    [Fact]
    public async Task A_number_that_is_taken_is_409()
    {
        await _server.Admin.CreateAsync(Callflows, new { name = "Log in", numbers = new[] { "*801" }, flow = LogIn });

        var again = await _server.Admin.PostAsync(
            Callflows, new { name = "Again", numbers = new[] { "*801" }, flow = LogIn });

        Assert.Equal(409, again.Status);
        Assert.Equal(["numbers"], again.WrongFields);
    }

    [Fact]
    public async Task A_patch_changes_what_it_says_and_nothing_else()
    {
        var id = await _server.Admin.CreateAsync(
            Callflows,
            """{"name": "Bye", "numbers": ["300"], "flow": {"program": "play", "data": {"mediaId": "goodbye"}}}""");

        var patched = await _server.Admin.PatchAsync(
            $"{Callflows}/{id}", new { flow = new { data = new { mediaId = "unavailable" } } });

        Assert.Equal("Bye", patched.Body.GetProperty("name").GetString());
        Assert.Equal("300", patched.Body.GetProperty("numbers")[0].GetString());
        var flow = patched.Body.GetProperty("flow");
        Assert.Equal("play", flow.GetProperty("program").GetString());
        Assert.Equal("unavailable", flow.GetProperty("data").GetProperty("mediaId").GetString());
    }

    [Fact]
    public async Task An_old_version_is_412_and_a_deleted_one_404()
    {
        var id = await _server.Admin.CreateAsync(Callflows, new { name = "Log in", flow = LogIn });

        Assert.Equal(412, (await _server.Admin.PatchAsync($"{Callflows}/{id}", new { name = "x" }, "\"7\"")).Status);
        Assert.Equal(204, (await _server.Admin.DeleteAsync($"{Callflows}/{id}")).Status);
        Assert.Equal(404, (await _server.Admin.GetAsync($"{Callflows}/{id}")).Status);
        Assert.Equal(404, (await _server.Admin.PatchAsync($"{Callflows}/{id}", new { name = "x" })).Status);
    }

    [Fact]
    public async Task The_list_finds_by_name_and_by_number()
    {
        await _server.Admin.CreateAsync(Callflows, new { name = "Log in", numbers = new[] { "*801" }, flow = LogIn });
        await _server.Admin.CreateAsync(Callflows, new { name = "Sales", numbers = new[] { "300" }, flow = LogIn });

        Assert.Equal(2, (await _server.Admin.GetAsync(Callflows)).Items.Count);
        Assert.Single((await _server.Admin.GetAsync($"{Callflows}?q=sal")).Items);
        Assert.Single((await _server.Admin.GetAsync($"{Callflows}?number=*801")).Items);
        Assert.Equal(["sort"], (await _server.Admin.GetAsync($"{Callflows}?sort=colour")).WrongFields);
    }

    [Fact]
    public async Task Users_do_not_administer_callflows()
    {
        await _server.PersonAsync("Alice", "204");
        var alice = await _server.LogInAsync("alice");

        Assert.Equal(403, (await alice.GetAsync(Callflows)).Status);
        Assert.Equal(403, (await alice.PutAsync("/feature-codes/hotdesk-login", new { code = "*21" })).Status);
    }

    [Fact]
    public async Task Feature_codes_are_there_from_the_start()
    {
        var codes = await _server.Admin.GetAsync("/feature-codes");

        Assert.Equal(
            [
                "hotdesk-login *11 True", "hotdesk-logout *12 True", "hotdesk-toggle *13 True",
                "hotdesk-who *14 True", "hotdesk-change-pin *15 True",
            ],
            codes.Items.Select(code =>
                $"{code.GetProperty("name")} {code.GetProperty("code")} {code.GetProperty("enabled")}"));
    }

    [Fact]
    public async Task A_feature_code_is_moved_and_switched_off()
    {
        var put = await _server.Admin.PutAsync("/feature-codes/hotdesk-login", new { code = "*21", enabled = false });
        var codes = await _server.Admin.GetAsync("/feature-codes");

        Assert.Equal(200, put.Status);
        Assert.Contains(codes.Items, code =>
            code.GetProperty("code").GetString() == "*21" && !code.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData("""{"code": "*12"}""", 409)]
    [InlineData("""{"code": "*801"}""", 409)]
    [InlineData("""{"code": "112"}""", 400)]
    [InlineData("""{"code": "eleven"}""", 400)]
    [InlineData("""{"code": 11}""", 400)]
    [InlineData("""{}""", 400)]
    public async Task A_code_must_be_dialled_and_free(string body, int status)
    {
        await _server.Admin.CreateAsync(Callflows, new { name = "Log in", numbers = new[] { "*801" }, flow = LogIn });

        var answer = await _server.Admin.PutAsync("/feature-codes/hotdesk-login", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(["code"], answer.WrongFields);
    }

    [Fact]
    public async Task A_feature_that_does_not_exist_is_404() =>
        Assert.Equal(404, (await _server.Admin.PutAsync("/feature-codes/teleport", new { code = "*99" })).Status);
}
