using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Api;

/// <summary>api.md, rules, row *repeats*.</summary>
public sealed class SendingTwice : OfficeTest
{
    [Fact]
    public async Task The_second_gets_the_answer_of_the_first_and_nothing_happens_twice()
    {
        var first = await PostAsync("/sites", "key-1", new { name = "Berlin" });
        var second = await PostAsync("/sites", "key-1", new { name = "Berlin" });

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [first.Status, second.Status]);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Location, second.Location);
        Assert.NotNull(second.Location);
        Assert.Single(await Pbx.Api.ListAsync("/sites"));
    }

    [Fact]
    public async Task A_key_is_good_for_one_request()
    {
        await PostAsync("/sites", "key-1", new { name = "Berlin" });

        var body = await PostAsync("/sites", "key-1", new { name = "Paris" });
        var path = await PostAsync("/users", "key-1", new { name = "Berlin" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, body.Status);
        Assert.NotNull(JsonNode.Parse(body.Text)!["errors"]!["Idempotency-Key"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, path.Status);
        Assert.Single(await Pbx.Api.ListAsync("/sites"));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_served()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => PostAsync("/sites", "key-1", new { name = "Berlin" })));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.Status is HttpStatusCode.Created);
        Assert.Single(await Pbx.Api.ListAsync("/sites"));
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_when_it_can_be_done()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var number = new { username = "bob", extension = "201" };
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("/users", "key-1", number)).Status);

        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { extension = "209" });

        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/users", "key-1", number)).Status);
    }

    [Fact]
    public async Task It_is_remembered_over_a_restart_and_forgotten_after_a_day()
    {
        var first = await PostAsync("/sites", "key-1", new { name = "Berlin" });
        await Pbx.RestartAsync();
        Assert.Equal(first.Text, (await PostAsync("/sites", "key-1", new { name = "Berlin" })).Text);

        Pbx.Clock.Advance(TimeSpan.FromHours(24));
        await Pbx.RestartAsync();

        Assert.NotEqual(first.Text, (await PostAsync("/sites", "key-1", new { name = "Berlin" })).Text);
    }

    [Fact]
    public async Task A_secret_is_not_kept_and_what_it_was_for_is_not_made_twice()
    {
        var body = new { url = "https://hooks.example.com/perch" };
        var first = await PostAsync("/webhooks", "key-1", body);
        var second = await PostAsync("/webhooks", "key-1", body);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains(first.Location!, second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec", second.Text, StringComparison.Ordinal);
        Assert.Single(await Pbx.Api.ListAsync("/webhooks"));
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused() => Assert.Equal(
        HttpStatusCode.BadRequest, (await PostAsync("/sites", new string('k', 256), new { name = "Berlin" })).Status);

    private async Task<(HttpStatusCode Status, string Text, string? Location)> PostAsync(
        string path, string key, object body)
    {
        using var response = await Pbx.Api.SendAsync(HttpMethod.Post, path, request =>
        {
            request.Headers.Add("Idempotency-Key", key);
            request.Content = JsonContent.Create(body);
        });

        return (
            response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }
}
