using System.Net;
using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;
using Perch.TestKit.Network;

namespace Perch.Scenarios.Tests.Events;

/// <summary>api.md, <c>/webhooks</c>, through the whole server.</summary>
public sealed class SendingToWebhooks : OfficeTest
{
    protected override Func<ServerOptions, ServerOptions>? Change => options => options with { LocalWebhooks = true };

    [Fact]
    public async Task A_log_in_by_phone_reaches_a_webhook_once_and_rightly_signed()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url, types = new[] { "desk.*" } });

        await window.LogInAsync(alice);
        await window.LogOutAsync();
        var (came, left) = (await receiver.NextAsync(), await receiver.NextAsync());

        Assert.Equal(["desk.logged_in", "desk.logged_out"], [came.Type, left.Type]);
        Assert.True(came.IsSignedBy((string)webhook["secret"]!));
        Assert.Equal(alice.Id, (Guid)came.Event["data"]!["userId"]!);
        Assert.True(receiver.IsEmpty);
        Assert.Null((await Pbx.Api.GetAsync($"/webhooks/{webhook.Id()}"))["secret"]);
    }

    [Fact]
    public async Task A_test_says_at_once_what_came_of_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url });

        var good = await Pbx.Api.PostAsync($"/webhooks/{webhook.Id()}/test");
        receiver.Answers = 503;
        var bad = await Pbx.Api.PostAsync($"/webhooks/{webhook.Id()}/test");

        Assert.True((bool)good["delivered"]!);
        Assert.Equal("answered 503", (string?)bad["error"]);
        Assert.Equal("webhook.test", (await receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task What_is_wrong_is_seen_and_what_was_missed_comes_after_a_restart()
    {
        var receiver = await WebhookReceiver.StartAsync();
        var port = receiver.Port;
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url, types = new[] { "config.changed" } });
        await receiver.DisposeAsync();
        await Pbx.Api.PostAsync("/sites", new { name = "Berlin" });
        await FailingAsync(webhook.Id());

        await Pbx.RestartAsync();
        await using var again = await WebhookReceiver.StartAsync(port);
        Pbx.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("site", (string?)(await again.NextAsync()).Event["data"]!["kind"]);
    }

    [Fact]
    public async Task An_event_that_is_kept_can_be_replayed_and_others_not()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url, types = new[] { "config.*" } });
        await Pbx.Api.PostAsync("/sites", new { name = "Berlin" });
        var first = await receiver.NextAsync();

        await Pbx.Api.PostAsync($"/webhooks/{webhook.Id()}/replay", new { from = first.Id });
        var (status, _) = await Pbx.Api.TryPostAsync($"/webhooks/{webhook.Id()}/replay", new { from = "987654321" });

        Assert.Equal(first.Body, (await receiver.NextAsync()).Body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private async Task FailingAsync(Guid webhook)
    {
        string? error = null;

        while (error is null)
        {
            var deliveries = (await Pbx.Api.GetAsync($"/webhooks/{webhook}"))["deliveries"]!;
            error = deliveries["failingSince"] is null ? null : (string?)deliveries["lastError"];
        }

        Assert.Equal("nobody listens there", error);
    }
}
