namespace Perch.Api.Tests.Objects;

public sealed class Callflows(ApiServer server)
{
    private const string OneNumber = """{"name": "Reception", "numbers": ["NUMBER"], "flow": FLOW}""";

    [Fact]
    public async Task A_number_leads_to_one_callflow_of_an_account()
    {
        var elsewhere = await server.OtherAccountAsync();
        var number = Fresh.Number();
        await server.Admin.CreateAsync("/callflows", Body(number));

        var twice = await server.Admin.PostAsync("/callflows", Body(number));

        Assert.Equal(409, twice.Status);
        Assert.Equal(["numbers"], twice.WrongFields);
        Assert.Equal(201, (await elsewhere.PostAsync("/callflows", Body(number))).Status);
    }

    [Theory]
    [InlineData("*11", 409, "numbers")]
    [InlineData("112", 400, "numbers[0]")]
    [InlineData("12 34", 400, "numbers[0]")]
    public async Task A_number_that_cannot_lead_here_is_named(string number, int status, string field)
    {
        var answer = await server.Admin.PostAsync("/callflows", Body(number));

        Assert.Equal(status, answer.Status);
        Assert.Equal([field], answer.WrongFields);
    }

    [Theory]
    [InlineData("""{}""", "flow.program")]
    [InlineData("""{"program": "user"}""", "flow.data.userId")]
    [InlineData("""{"program": "user", "data": {"userId": "me"}}""", "flow.data.userId")]
    [InlineData("""{"program": "user", "data": {"userId": "THEIRS"}}""", "flow.data.userId")]
    [InlineData("""{"program": "user", "data": {"userId": "OURS", "timeout": "long"}}""", "flow.data.timeout")]
    [InlineData("""{"program": "user", "data": {"userId": "OURS", "ringtone": 1}}""", "flow.data.ringtone")]
    [InlineData("""{"program": "user", "data": {"userId": "OURS"}, "children": {"_": {"program": "x"}}}""", "flow.children._.program")]
    [InlineData("""{"program": "user", "data": {"userId": "OURS"}, "children": {"x": {"program": "hangup"}}}""", "flow.children.x")]
    [InlineData("""{"program": "callflow", "data": {"callflowId": "00000000-0000-0000-0000-000000000000"}}""", "flow.data.callflowId")]
    [InlineData("""{"program": "device", "data": {"deviceId": 7}}""", "flow.data.deviceId")]
    [InlineData("""{"program": "play", "data": {"mediaId": 7}}""", "flow.data.mediaId")]
    public async Task What_is_wrong_in_the_tree_is_named_by_its_place(string flow, string field)
    {
        var elsewhere = await server.OtherAccountAsync();
        var ours = (await server.Admin.CreateAsync("/users", Fresh.User())).Text("id");
        var theirs = (await elsewhere.CreateAsync("/users", Fresh.User())).Text("id");

        var answer = await server.Admin.PostAsync("/callflows", Body(Fresh.Number(), flow
            .Replace("OURS", ours, StringComparison.Ordinal).Replace("THEIRS", theirs, StringComparison.Ordinal)));

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
    }

    [Fact]
    public async Task A_feature_code_that_another_has_is_a_conflict_and_names_the_holder()
    {
        var elsewhere = await server.OtherAccountAsync();

        var taken = await elsewhere.SendAsync("PUT", "/feature-codes/hotdesk-login", """{"code": "*12"}""");
        var moved = await elsewhere.SendAsync("PUT", "/feature-codes/hotdesk-login", """{"code": "*77"}""");
        var unknown = await elsewhere.SendAsync("PUT", "/feature-codes/no-such-feature", """{"code": "*78"}""");

        Assert.Equal(409, taken.Status);
        Assert.Equal(["code"], taken.WrongFields);
        Assert.Contains("hotdesk-logout", taken.Raw);
        Assert.Equal("*77", moved.Text("code"));
        Assert.Equal(404, unknown.Status);
        Assert.Contains("*77", (await elsewhere.GetAsync("/feature-codes")).Items("code"));
        Assert.Contains("*11", (await server.Admin.GetAsync("/feature-codes")).Items("code"));
    }

    private static string Body(string number, string flow = """{"program": "hangup"}""") => OneNumber
        .Replace("NUMBER", number, StringComparison.Ordinal).Replace("FLOW", flow, StringComparison.Ordinal);
}
