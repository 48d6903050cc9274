using Perch.Calls;
using Perch.Directory;
using Perch.TestKit.Time;
using Xunit;

namespace Perch.HotDesking.Tests.Refusals;

/// <summary>Guesses do not fill the disk: what is the same within a minute is one row, and there are only so many rows.</summary>
public sealed class CountingWhatIsTheSame
{
    private static readonly AccountId Account = new(Guid.CreateVersion7());
    private static readonly DeviceId Lobby = new(Guid.CreateVersion7());

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly RefusalTally _tally;

    public CountingWhatIsTheSame() => _tally = new(_clock);

    [Fact]
    public void The_same_within_a_minute_is_one_row_with_a_count_and_the_last_call()
    {
        var call = CallId.New(_clock.GetUtcNow());
        var first = _tally.Count(AtLobby(Why.UnknownId), CallId.New(_clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(59));
        var second = _tally.Count(AtLobby(Why.UnknownId), call);

        Assert.Equal((first.Id, 2, call.Value), (second.Id, second.Count, second.CallId));
        Assert.Equal((first.FirstAt, first.FirstAt + 59_000), (second.FirstAt, second.LastAt));
    }

    [Fact]
    public void The_next_minute_is_another_row()
    {
        var first = _tally.Count(AtLobby(Why.UnknownId), call: null);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotEqual(first.Id, _tally.Count(AtLobby(Why.UnknownId), call: null).Id);
    }

    [Fact]
    public void Another_reason_another_person_and_another_way_are_rows_of_their_own()
    {
        Refusal[] refusals =
        [
            AtLobby(Why.UnknownId), AtLobby(Why.WrongPin), AtLobby(Why.WrongPin) with { User = NewUser() },
            AtLobby(Why.WrongPin) with { How = StartedHow.Web },
        ];

        Assert.All(refusals, refusal => Assert.Equal(1, _tally.Count(refusal, call: null).Count));
    }

    [Fact]
    public void A_flood_of_a_thousand_people_stays_bounded_and_is_counted()
    {
        var rows = Enumerable.Range(0, 1000)
            .Select(_ => _tally.Count(AtLobby(Why.WrongPin) with { User = NewUser() }, call: null))
            .GroupBy(row => row.Id)
            .Select(same => same.MaxBy(row => row.Count)!)
            .ToList();

        Assert.Equal(RefusalTally.MostTold + 1, rows.Count);
        Assert.Equal(1000, rows.Sum(row => row.Count));
        Assert.Equal(1000 - RefusalTally.MostTold, Assert.Single(rows, row => row.UserId is null).Count);
    }

    [Fact]
    public void A_flood_in_one_account_costs_another_nothing()
    {
        foreach (var _ in Enumerable.Range(0, 1000))
        {
            _tally.Count(AtLobby(Why.WrongPin) with { User = NewUser() }, call: null);
        }

        var theirs = new Refusal(new(Guid.CreateVersion7()), Why.WrongPin, StartedHow.Phone) { User = NewUser() };
        Assert.Equal(theirs.User?.Value, _tally.Count(theirs, call: null).UserId);
    }

    private static UserId NewUser() => new(Guid.CreateVersion7());

    private static Refusal AtLobby(Why why) => new(Account, why, StartedHow.Phone) { Device = Lobby };
}
