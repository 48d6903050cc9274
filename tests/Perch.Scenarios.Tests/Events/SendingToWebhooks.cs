using System.Net;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task What_is_refused_for_good_is_listed_until_it_is_taken_when_it_is_delivered_alone()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswersTo["config.changed"] = 422;
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url, types = new[] { "config.*", "desk.*" } });
        await Pbx.Api.PostAsync("/sites", new { name = "Berlin" });
        var refused = await receiver.NextAsync();
        await RefusedAsync(webhook.Id(), times: 5);
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(await Pbx.UserAsync("Alice", "201"));
        await DeliveredAsync(webhook.Id(), "desk.logged_in", receiver);

        var listed = await Pbx.Api.ListAsync($"/webhooks/{webhook.Id()}/refused?sort=eventId");
        Assert.Equal((refused.Id, 422), ((string?)listed[0]["eventId"], (int)listed[0]["status"]!));
        Assert.Equal(listed.Count, (int)(await Pbx.Api.GetAsync($"/webhooks/{webhook.Id()}"))["refused"]!);
        Assert.Equal(listed.Count, (int)Assert.Single(await Pbx.Api.ListAsync("/webhooks"))["refused"]!);

        var stillRefused = await ReplayAsync(webhook.Id(), new { only = refused.Id });
        receiver.AnswersTo.Clear();
        var taken = await ReplayAsync(webhook.Id(), new { only = refused.Id });

        Assert.Equal((listed.Count, 422), ((int)stillRefused["refused"]!, (int)stillRefused["deliveries"]!["lastStatus"]!));
        Assert.Equal((listed.Count - 1, 200), ((int)taken["refused"]!, (int)taken["deliveries"]!["lastStatus"]!));
        Assert.Equal([refused.Body, refused.Body], [(await receiver.NextAsync()).Body, (await receiver.NextAsync()).Body]);
        Assert.True(receiver.IsEmpty);
    }

    [Fact]
    public async Task A_replay_is_from_one_event_of_the_account_on_or_of_that_alone()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhook = await Pbx.Api.PostAsync("/webhooks", new { url = receiver.Url, enabled = false });

        foreach (var body in new object[] { new { }, new { from = "1", only = "1" }, new { only = "987654321" }, new { only = "one" } })
        {
            var (status, _) = await Pbx.Api.TryPostAsync($"/webhooks/{webhook.Id()}/replay", body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        Assert.True(receiver.IsEmpty);
    }

    private Task<JsonNode> ReplayAsync(Guid webhook, object body) => Pbx.Api.PostAsync($"/webhooks/{webhook}/replay", body);

    /// <summary>Lets the time of each next try come, as soon as the server waits for it.</summary>
    private async Task RefusedAsync(Guid webhook, int times)
    {
        for (var tries = 1; tries < times; tries++)
        {
            var at = await NextTryAsync(webhook, tries);
            await Pbx.UntilAsync(() => Pbx.Clock.IsAwaited(at), $"the try after {tries} is waited for");
            Pbx.Clock.SetUtcNow(at);
        }

        await NextTryAsync(webhook, times);
    }

    private async Task<DateTimeOffset> NextTryAsync(Guid webhook, int tries)
    {
        while (true)
        {
            var deliveries = (await Pbx.Api.GetAsync($"/webhooks/{webhook}"))["deliveries"]!;

            if ((int)deliveries["failedTries"]! == tries)
            {
                return (DateTimeOffset)deliveries["nextTryAt"]!;
            }
        }
    }

    /// <summary>Takes what comes until an event of this type has, and until that is written down.</summary>
    private async Task DeliveredAsync(Guid webhook, string type, WebhookReceiver receiver)
    {
        Delivery came;

        do
        {
            came = await receiver.NextAsync();
        }
        while (came.Type != type);

        while ((string?)(await Pbx.Api.GetAsync($"/webhooks/{webhook}"))["deliveries"]!["lastEventId"] != came.Id)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
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
