using System.Text;

namespace Perch.Api.Tests.Conventions;

/// <summary>What the framework refuses before any endpoint runs has a problem body too.</summary>
public sealed class Refusals(ApiServer server)
{
    [Theory]
    [InlineData("GET", "/no-such-thing", 404)]
    [InlineData("GET", "/users/not-an-id", 404)]
    [InlineData("PUT", "/users", 405)]
    [InlineData("DELETE", "/settings", 405)]
    public async Task An_unknown_path_or_method_is_a_problem(string method, string path, int status)
    {
        var answer = await server.Admin.SendAsync(new HttpMethod(method), path, null);

        ExpectProblem(status, answer);
    }

    [Fact]
    public async Task A_wrong_method_says_which_are_right()
    {
        var answer = await server.Admin.SendAsync(HttpMethod.Put, "/users", null);

        Assert.Contains("POST", answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/merge-patch+json")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_a_problem(string? type)
    {
        var answer = await server.Admin.SendAsync(HttpMethod.Post, "/users", Content("{}", type));

        ExpectProblem(415, answer);
    }

    [Fact]
    public async Task A_merge_patch_may_be_called_so()
    {
        var user = await server.Admin.CreateAsync("/users", Fresh.User());

        var answer = await server.Admin.SendAsync(
            HttpMethod.Patch, $"/users/{user.Id}", Content("""{"firstName": "Alice"}""", "application/merge-patch+json"));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"username\": \"a\", \"username\": \"b\"}")]
    [InlineData("{\"username\": \"\\ud800\"}")]
    public async Task Malformed_json_is_a_problem(string body)
    {
        foreach (var resource in BadInput.Resources.All)
        {
            ExpectProblem(400, await server.Admin.SendAsync(resource.Methods[0], resource.Path, body));
        }
    }

    [Theory]
    [InlineData("{\"program\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"program\": \"play\", \"data\": {\"\\udfff\": [\"\\ud800\"]}}")]
    public async Task Half_a_surrogate_pair_deep_in_a_tree_is_a_problem(string flow)
    {
        var body = $$"""{"name": "Broken", "flow": {{flow}}}""";

        ExpectProblem(400, await server.Admin.SendAsync("POST", "/callflows", body));
    }

    [Fact]
    public async Task A_body_that_nests_without_end_is_a_problem()
    {
        var body = string.Concat(Enumerable.Repeat("{\"hotDesk\":", 5000)) + "1" + new string('}', 5000);

        ExpectProblem(400, await server.Admin.SendAsync(HttpMethod.Post, "/users", Content(body, "application/json")));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem()
    {
        var body = $$"""{"firstName": "{{new string('a', ApiLimits.MaxBodyBytes)}}"}""";

        ExpectProblem(413, await server.Admin.SendAsync(HttpMethod.Post, "/users", Content(body, "application/json")));
    }

    [Theory]
    [InlineData("?limit=201", "limit")]
    [InlineData("?sort=shoeSize", "sort")]
    [InlineData("?shoeSize=44", "shoeSize")]
    [InlineData("?after=x", "after")]
    [InlineData("?enabled=perhaps", "enabled")]
    public async Task A_list_names_what_it_does_not_know(string query, string field)
    {
        foreach (var path in new[] { "/users", "/devices", "/accounts" })
        {
            var answer = await server.Admin.GetAsync(path + query);

            ExpectProblem(400, answer);
            Assert.Equal([field], answer.WrongFields);
        }
    }

    private static StringContent Content(string body, string? type)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = type is null ? null : new(type);
        return content;
    }

    private static void ExpectProblem(int status, ApiAnswer answer)
    {
        Assert.True(status == answer.Status, $"{answer.Status} {answer.Raw}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(status, answer.At("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(answer.Text("title")));
    }
}
