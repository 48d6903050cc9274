using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows.Tests.Routing;

/// <summary>hotdesk.md §4.4, emergency call: the numbers of the place, and who is told.</summary>
public sealed class CallingForHelp : IAsyncLifetime
{
    private Exchange _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await Exchange.OpenAsync();

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task Desk_and_person_are_told_at_once()
    {
        var alice = _exchange.Directory.AddUser("Alice", "201", hotDeskId: "1201");
        var berlin = _exchange.Directory.Put(_exchange.Directory.AddSite("Berlin") with { Country = "DE" });
        var window = _exchange.Directory.Put(_exchange.Directory.AddDevice("window desk") with
        {
            SiteId = berlin.Id,
            Emergency = new("+4930123456", null),
        });
        await _exchange.SitAsync(alice, window, StartedHow.Phone);

        using var call = await _exchange.DialAsync(window, "110");

        var told = Assert.Single(_exchange.Outbox.Said, happened => happened.Type == "emergency.started");
        Assert.Equal(
            (window.Id.Value, alice.Id.Value),
            (told.Data["deviceId"]!.GetValue<Guid>(), told.Data["userId"]!.GetValue<Guid>()));
        Assert.Equal(
            ("window desk", "Alice", "110", "+4930123456", "Berlin"),
            ((string?)told.Data["desk"], (string?)told.Data["person"], (string?)told.Data["number"],
                (string?)told.Data["callerId"], (string?)told.Data["location"]));
        Assert.Equal("no-emergency-trunk", call.Heard[1]);
    }

    [Fact]
    public async Task A_callflow_that_had_the_number_before_does_not_keep_it()
    {
        await _exchange.SaveAsync("""{"program": "hangup"}""", "110");
        _exchange.Directory.Put(_exchange.Directory.DefaultAccount with { Country = "DE" });

        using var call = await _exchange.DialAsync(_exchange.Directory.AddDevice("window desk"), "110");

        Assert.Equal("no-emergency-trunk", call.Heard[1]);
    }

    [Fact]
    public async Task Behind_the_outside_prefix_it_works_too()
    {
        _exchange.Directory.Put(_exchange.Directory.DefaultAccount with { Country = "US", OutsidePrefix = "9" });

        using var call = await _exchange.DialAsync(_exchange.Directory.AddDevice("window desk"), "9911");

        Assert.Equal("no-emergency-trunk", call.Heard[1]);
    }

    [Fact]
    public async Task A_callflow_may_not_claim_the_numbers_of_any_site()
    {
        _exchange.Directory.Put(_exchange.Directory.AddSite("Berlin") with { Country = "DE" });

        var refused = await _exchange.TrySaveAsync(new CallflowDraft
        {
            Name = "Sales", Numbers = ["110"], Flow = Exchange.Json("""{"program": "hangup"}"""),
        });

        var problem = Assert.Single(Assert.IsType<ChangeOutcome<CallflowDraft>.Refused>(refused).Problems);
        Assert.Equal(("numbers[0]", "is an emergency number"), (problem.Field, problem.Reason));
    }
}
