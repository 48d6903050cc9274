using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>reliability.md H2: exactly one order, never both, never none.</summary>
public sealed class AtTheSameInstant : IAsyncLifetime
{
    private const int Rounds = 50;

    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Of_two_people_at_one_desk_one_wins_and_the_other_hears_that_it_is_occupied()
    {
        var window = _office.Desk("window desk");
        var (alice, bob) = (_office.Person("Alice", "204"), _office.Person("Bob", "205"));

        for (var round = 0; round < Rounds; round++)
        {
            var results = await Task.WhenAll(LogInAsync(alice, window), LogInAsync(bob, window));

            var winner = Assert.Single(results, result => result.Outcome is LogInOutcome.LoggedIn);
            var loser = Assert.Single(results, result => result.Outcome is LogInOutcome.Occupied);
            Assert.Equal([winner.Session!.UserId], loser.Occupants);
            Assert.Equal(winner.Session.Id, Assert.Single(_office.HotDesks.OpenAt(window.Id)).Id);
            await _office.HotDesks.LogOutAsync(winner.Session.Id, EndReason.LoggedOut, CancellationToken.None);
        }
    }

    [Fact]
    public async Task One_person_at_two_desks_stays_at_exactly_one()
    {
        var (window, corridor) = (_office.Desk("window desk"), _office.Desk("corridor desk"));
        var alice = _office.Person("Alice", "204");

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(LogInAsync(alice, window), LogInAsync(alice, corridor));

            var open = Assert.Single(_office.HotDesks.OpenOf(alice.Id));
            Assert.Equal([open.Id], (await _office.LedgerAsync()).Where(row => row.IsOpen).Select(row => row.Id));
        }
    }

    [Fact]
    public async Task After_many_random_log_ins_memory_and_ledger_agree_and_no_desk_has_two()
    {
        User[] people = [.. Enumerable.Range(0, 8).Select(number => _office.Person($"Person {number}", $"30{number}"))];
        Device[] desks = [.. Enumerable.Range(0, 4).Select(number => _office.Desk($"desk {number}"))];

        await Task.WhenAll(Enumerable.Range(0, 200).Select(turn => Task.Run(
            () => _office.SitAsync(people[turn * 7 % people.Length], desks[turn * 5 % desks.Length]))));

        var open = (await _office.LedgerAsync()).Where(row => row.IsOpen).ToArray();
        Assert.Equal(open.Length, open.DistinctBy(row => row.DeviceId).Count());
        Assert.Equal(open.Length, open.DistinctBy(row => row.UserId).Count());
        Assert.Equal(
            open.Select(row => row.Id).Order(),
            desks.SelectMany(desk => _office.HotDesks.OpenAt(desk.Id)).Select(session => session.Id).Order());
    }

    private Task<LogInResult> LogInAsync(User user, Device desk) => Task.Run(() => _office.HotDesks.LogInAsync(
        new LogInRequest(desk.Id, user.Id, StartedHow.Phone, user.Id), CancellationToken.None));
}
