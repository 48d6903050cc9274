using Perch.Directory;

namespace Perch.Callflows.Tests.Routing;

/// <summary>Where a phone that answers 302 may send a call.</summary>
public sealed class SendingCallsToColleagues : IAsyncLifetime
{
    private const string PlayGoodbye = """{"program": "play", "data": {"mediaId": "goodbye"}}""";

    private Exchange _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await Exchange.OpenAsync();

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public void An_extension_leads_to_the_phones_that_ring_for_its_user()
    {
        var phone = _exchange.Directory.AddDevice("carol", _exchange.Directory.AddUser("Carol", "203"));

        Assert.Equal([phone.Id], To("203").Select(device => device.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*11")]
    [InlineData("*11203")]
    [InlineData("112")]
    [InlineData("0900123456")]
    [InlineData("800")]
    public async Task Anything_else_leads_nowhere(string number)
    {
        _exchange.Directory.AddDevice("carol", _exchange.Directory.AddUser("Carol", "203"));
        await _exchange.SaveAsync(PlayGoodbye, "800");

        Assert.Empty(To(number));
    }

    [Fact]
    public void A_user_who_is_disabled_cannot_be_sent_calls()
    {
        var carol = _exchange.Directory.AddUser("Carol", "203");
        _exchange.Directory.AddDevice("carol", carol);
        _exchange.Directory.Put(carol with { Enabled = false });

        Assert.Empty(To("203"));
    }

    private IReadOnlyList<Device> To(string number) =>
        _exchange.Redirects.DevicesAt(_exchange.Directory.DefaultAccount, number);
}
