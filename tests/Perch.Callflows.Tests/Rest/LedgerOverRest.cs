using Perch.Directory;

namespace Perch.Callflows.Tests.Rest;

/// <summary>hotdesk.md §5: the four questions, asked as api.md has them.</summary>
public sealed class LedgerOverRest : IAsyncLifetime
{
    private const string Sessions = "/hot-desk-sessions";

    private readonly RestServer _server = new();
    private Guid _alice;
    private Guid _window;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _alice = await _server.PersonAsync("Alice", "204");
        _window = await _server.DeviceAsync("window desk");
        await _server.Admin.CreateAsync(Sessions, new { userId = _alice, deviceId = _window });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task How_many_hours_was_each_desk_used_a_week()
    {
        var usage = await _server.Admin.GetAsync(
            $"{Sessions}/usage?from=2026-03-01T00:00:00Z&to=2026-03-10T00:00:00Z");

        var desk = Assert.Single(usage.Items);
        Assert.Equal((_window, "window desk"), (desk.GetProperty("deviceId").GetGuid(), desk.GetProperty("nickname").GetString()));
        var weeks = desk.GetProperty("weeks").EnumerateArray()
            .Select(week => (week.GetProperty("week").GetString(), week.GetProperty("hours").GetDouble()));

        // From Monday at nine, open still.
        Assert.Equal([("2026-W10", 159.0), ("2026-W11", 24.0)], weeks);
    }

    [Theory]
    [InlineData("?from=2026-03-10T00:00:00Z&to=2026-03-01T00:00:00Z", "from")]
    [InlineData("?from=2020-01-01T00:00:00Z", "from")]
    [InlineData("?from=monday", "from")]
    [InlineData("?open=true", "open")]
    public async Task A_period_that_makes_no_sense_is_400(string query, string field)
    {
        var answer = await _server.Admin.GetAsync($"{Sessions}/usage{query}");

        Assert.Equal(400, answer.Status);
        Assert.True(answer.Body.GetProperty("errors").TryGetProperty(field, out _), answer.Body.ToString());
    }

    [Fact]
    public async Task Where_was_she_then()
    {
        var then = await _server.Admin.GetAsync(
            $"{Sessions}?user={_alice}&from=2026-03-02T00:00:00Z&to=2026-03-02T12:00:00Z");
        var before = await _server.Admin.GetAsync(
            $"{Sessions}?user={_alice}&from=2026-03-01T00:00:00Z&to=2026-03-02T08:59:59Z");

        Assert.Equal(_window, Assert.Single(then.Items).GetProperty("deviceId").GetGuid());
        Assert.Empty(before.Items);
    }

    [Fact]
    public async Task Usage_of_desks_is_for_reception_and_above()
    {
        await _server.PersonAsync("Carol", "206", Role.User);
        var carol = await _server.LogInAsync("carol");

        Assert.Equal(403, (await carol.GetAsync($"{Sessions}/usage")).Status);
    }
}
