using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>hotdesk.md §5: every change of the ledger is also an event, in the same transaction.</summary>
public sealed class TellingWhoSitsWhere : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;
    private User _bob = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
        _bob = _office.Person("Bob", "205");
        _window = _office.Desk("window desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Coming_and_going_name_session_person_and_desk()
    {
        var session = (await _office.SitAsync(_alice, _window)).Session!;
        await _office.HotDesks.LogOutAsync(session.Id, EndReason.LoggedOut, CancellationToken.None);

        var (came, left) = (_office.Outbox.Said[0], _office.Outbox.Said[1]);
        Assert.Equal(["desk.logged_in admin", "desk.logged_out logged-out"], [Shown(came), Shown(left)]);
        Assert.Equal(session.Start.At, came.At);
        Assert.All([came, left], happened =>
        {
            Assert.Equal(session.Id, (Guid)happened.Data["hotDeskSessionId"]!);
            Assert.Equal(_alice.Id.Value, (Guid)happened.Data["userId"]!);
            Assert.Equal(_window.Id.Value, (Guid)happened.Data["deviceId"]!);
        });
        Assert.Equal($"{_alice.Id}", left.Actor);
    }

    [Fact]
    public async Task Who_is_displaced_is_told_before_who_comes()
    {
        await _office.SitAsync(_alice, _window);
        await _office.SitAsync(_bob, _window);

        Assert.Equal(
            ["desk.logged_in admin", "desk.logged_out taken-over", "desk.logged_in admin"],
            _office.Outbox.Said.Select(Shown));
    }

    [Fact]
    public async Task A_desk_that_is_none_any_more_is_told()
    {
        await _office.SitAsync(_alice, _window);
        _office.Directory.Put(_window with { OwnerId = _bob.Id });

        await _office.FollowAsync();

        Assert.Equal("desk.logged_out policy", Shown(_office.Outbox.Said[^1]));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_told()
    {
        await _office.SitAsync(_alice, _window);
        await _office.SitAsync(_alice, _window);
        await _office.HotDesks.LogOutAsync(Guid.CreateVersion7(), EndReason.Admin, CancellationToken.None);

        Assert.Single(_office.Outbox.Said);
    }

    private static string Shown(OutboxEvent happened) =>
        $"{happened.Type} {happened.Data["startedHow"] ?? happened.Data["reason"]}";
}
