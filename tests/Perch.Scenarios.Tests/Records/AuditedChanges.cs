using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Records;

/// <summary><c>GET /audit</c>: who did what to which thing, in the transaction of the change.</summary>
public sealed class AuditedChanges : OfficeTest
{
    [Fact]
    public async Task A_change_is_noted_with_who_and_where_from_and_without_what_was_written()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "2580");
        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { lastName = "Ames", hotDesk = new { pin = "2468" } });
        await Pbx.Api.DeleteAsync($"/users/{alice.Id}");

        var acts = await Pbx.Api.ListAsync($"/audit?object={alice.Id}");

        Assert.Equal(["changed", "created", "deleted"], acts.Select(act => (string)act["act"]!).Order());
        Assert.All(acts, act => Assert.Equal(("user", "alice", "127.0.0.1"), (
            (string)act["kind"]!, (string)act["objectName"]!, (string)act["address"]!)));
        Assert.All(acts, act => Assert.NotNull(act["userId"]));
        Assert.Contains("lastName", acts.SelectMany(act => act["fields"]!.AsArray()).Select(field => (string)field!));
        Assert.DoesNotContain("2468", string.Concat(acts.Select(act => act.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_not_noted()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var bob = await Pbx.UserAsync("Bob", "202");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Pbx.Api.PatchAsync($"/users/{bob.Id}", new { extension = alice.Extension }));

        Assert.Single(await Pbx.Api.ListAsync($"/audit?object={bob.Id}"));
    }

    [Fact]
    public async Task Reading_a_SIP_password_is_noted_and_an_API_key_is_named()
    {
        var window = await Pbx.DeskAsync("window desk");
        var made = await Pbx.Api.PostAsync("/api-keys", new { name = "provisioner", role = "admin" });
        using var script = new HttpClient { BaseAddress = Pbx.Server.Http[0] };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["key"]!);

        await script.GetFromJsonAsync<JsonNode>($"/api/v1/devices/{window.Id}/credentials", TestContext.Current.CancellationToken);
        var act = Assert.Single(await Pbx.Api.ListAsync("/audit?act=credentials-read"));

        Assert.Equal((made.Id(), window.Id), ((Guid)act["apiKeyId"]!, (Guid)act["objectId"]!));
        Assert.NotNull((await Pbx.Api.GetAsync($"/api-keys/{made.Id()}"))["lastUsedAt"]);
    }

    [Fact]
    public async Task A_deleted_or_expired_API_key_opens_nothing_and_is_never_shown_again()
    {
        var made = await Pbx.Api.PostAsync(
            "/api-keys", new { name = "script", role = "receptionist", expiresAt = "2026-03-02T10:00:00Z" });
        using var script = new HttpClient { BaseAddress = Pbx.Server.Http[0] };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["key"]!);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(script));
        Assert.DoesNotContain(
            (string)made["key"]!, (await Pbx.Api.GetAsync("/api-keys")).ToJsonString(), StringComparison.Ordinal);

        Pbx.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(script));
        await Pbx.Api.DeleteAsync($"/api-keys/{made.Id()}");
        Assert.Empty(await Pbx.Api.ListAsync("/api-keys"));
    }

    private static async Task<HttpStatusCode> StatusOfAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/v1/users", TestContext.Current.CancellationToken);

        return answer.StatusCode;
    }
}
