using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Observing;

/// <summary>Traces and metrics, through the whole server.</summary>
public sealed class WatchingTheServer : OfficeTest
{
    private const string Pin = "47118523";

    [Fact]
    public async Task A_log_in_by_phone_is_one_trace_with_its_call_and_without_a_digit_of_the_pin()
    {
        using var spans = new SpanCollector();
        var (alice, window) = await AliceAndHerDeskAsync();

        await LogInWithADialledPinAsync(alice, window);
        var call = await EndedCallAsync(spans, window);
        var under = spans.Under(call);

        Assert.StartsWith("*11", SpanCollector.Tag(call, "perch.call.dialled"), StringComparison.Ordinal);
        Assert.All(["route", "pin-check", "log-in", "prompt"], step => Assert.Contains(under, span => span.OperationName == step));
        Assert.Equal("LoggedIn", SpanCollector.Tag(under.Single(span => span.OperationName == "log-in"), "perch.log_in.outcome"));
        Assert.All(under, span => Assert.True(span.StartTimeUtc >= call.StartTimeUtc));
        var said = string.Join('\n', under.Append(call).Select(SpanCollector.TextOf));
        Assert.DoesNotContain(Pin, said, StringComparison.Ordinal);
        Assert.DoesNotContain(alice.HotDeskId, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_to_a_colleague_shows_who_was_rung_and_how_long_they_talked()
    {
        using var spans = new SpanCollector();
        var (alice, window) = await AliceAndHerDeskAsync();
        await LogInWithADialledPinAsync(alice, window);
        var colleague = await Pbx.DeskAsync("colleague");

        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.AnswerAsync();
        await colleague.ShouldTalkAsync(window);
        await colleague.Phone.HangUpAsync();
        var call = await EndedCallAsync(spans, colleague);

        // Whoever hears first that the caller has hung up ends first: the call, or the talk in it.
        await Pbx.UntilAsync(() => spans.Under(call).Any(span => span.OperationName == "talk"), "the talk is a span");
        var under = spans.Under(call);

        Assert.Equal("CallerHungUp", SpanCollector.Tag(call, "perch.call.ending"));
        Assert.Equal("Answered", SpanCollector.Tag(under.Single(span => span.OperationName == "ring"), "perch.ring.outcome"));
        Assert.Equal(window.Id.ToString(), SpanCollector.Tag(under.Single(span => span.OperationName == "talk"), "perch.device.id"));
        Assert.All(
            under.Where(span => span.OperationName is "ring" or "talk"),
            span => Assert.Equal(SpanCollector.Tag(call, "perch.call.id"), SpanCollector.Tag(span, "perch.call.id")));
    }

    [Fact]
    public async Task A_request_is_a_span_named_like_its_path_in_the_documentation()
    {
        using var spans = new SpanCollector();
        var alice = await Pbx.UserAsync("Alice", "201");

        await Pbx.Api.GetAsync($"/users/{alice.Id}?expand=");

        await Pbx.UntilAsync(() => spans.HasRequest("GET /api/v1/users/{id:guid}"), "the request is a span");
    }

    [Fact]
    public async Task The_counts_of_registrations_calls_log_ins_prompts_and_queues_can_be_read()
    {
        var (alice, window) = await AliceAndHerDeskAsync();
        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "00000000#"]);
        await window.Phone.HeardAsync("hotdesk-invalid");
        await window.Phone.HangUpAsync();
        await LogInWithADialledPinAsync(alice, window);

        await UntilMetricAsync("perch_hotdesk_log_ins_total{", "how=\"Phone\"", "outcome=\"LoggedIn\"");
        await UntilMetricAsync("perch_hotdesk_log_ins_total{", "how=\"Phone\"", "outcome=\"WrongPin\"");
        await UntilMetricAsync("perch_registrar_registers_total{", "outcome=\"Accepted\"");
        await UntilMetricAsync("perch_registrar_bindings");
        await UntilMetricAsync("perch_calls_ended_total{", "ending=");
        await UntilMetricAsync("perch_media_pace_late_milliseconds_count");
        await UntilMetricAsync("perch_hotdesk_sessions{");
        var all = await MetricsAsync();

        Assert.All(
            [
                "perch_calls_live{", "perch_store_waiting", "perch_events_waiting", "perch_records_waiting",
                "perch_webhooks_waiting", "perch_webhooks_failing", "perch_sip_udp_waiting_bytes",
            ],
            name => Assert.Contains(name, all, StringComparison.Ordinal));
        Assert.DoesNotContain(Pin, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_are_sent_to_whoever_gathers_them()
    {
        var received = new MemoryStream();
        await using var collector = await CollectAsync(received);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        await using (var office = await Pbx.StartAsync(options => options with { OtlpEndpoint = new(address) }))
        {
            var desk = await office.DeskAsync("window desk");
            await desk.Phone.DialAsync("*14");
            await desk.Phone.ShouldEndAsync();
        }

        // Stopping sends what was gathered; bytes of text stand in it as they are.
        var text = Encoding.UTF8.GetString(received.ToArray());
        Assert.All(
            ["perch.call.id", "perch.route.to", "POST /api/v1/devices", "service.name"],
            word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    private async Task<(Person Alice, Telephone Desk)> AliceAndHerDeskAsync()
    {
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { dialledPin = true } });

        return (await Pbx.UserAsync("Alice", "201", Pin), await Pbx.DeskAsync("window desk"));
    }

    private static async Task LogInWithADialledPinAsync(Person person, Telephone desk)
    {
        await desk.Phone.DialAsync($"*11{person.HotDeskId}*{Pin}");
        await desk.Phone.HeardAsync("hotdesk-logged-in");
        await desk.Phone.ShouldEndAsync();
    }

    private async Task<Activity> EndedCallAsync(SpanCollector spans, Telephone caller)
    {
        await Pbx.UntilAsync(() => spans.CallFrom(caller.Id) is not null, "the call has ended");

        return spans.CallFrom(caller.Id)!;
    }

    private async Task<string> MetricsAsync()
    {
        using var http = new HttpClient();

        return await http.GetStringAsync(new Uri(Pbx.Server.Http[0], "/metrics"), TestContext.Current.CancellationToken);
    }

    /// <summary>What is read is as old as the exporter's answer before.</summary>
    private async Task UntilMetricAsync(string name, params string[] tags)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        while (!(await MetricsAsync()).Split('\n').Any(line => line.StartsWith(name, StringComparison.Ordinal)
            && tags.All(tag => line.Contains(tag, StringComparison.Ordinal)) && ValueOf(line) > 0))
        {
            Assert.False(patience.IsCancellationRequested, $"{name} with {string.Join(", ", tags)} did not move");
        }
    }

    private static double ValueOf(string line) =>
        double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);

    private static async Task<WebApplication> CollectAsync(MemoryStream received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Path == "/v1/traces")
            {
                await context.Request.Body.CopyToAsync(received, context.RequestAborted);
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        return app;
    }
}
