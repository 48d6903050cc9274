using Perch.Directory;
using Xunit;
using static Perch.Directory.Elsewhere;
using static Perch.Directory.OccupiedPolicy;

namespace Perch.HotDesking.Tests;

/// <summary>The decision table of the README.</summary>
public sealed class WhoMaySitWhere
{
    private static readonly DateTimeOffset MondayAtNine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DeviceId _window = DeviceId.New(MondayAtNine);
    private readonly DeviceId _corridor = DeviceId.New(MondayAtNine);
    private readonly UserId _alice = UserId.New(MondayAtNine);
    private readonly UserId _bob = UserId.New(MondayAtNine);

    [Theory]
    [InlineData(Takeover, Move)]
    [InlineData(Replace, Keep)]
    [InlineData(OccupiedPolicy.Refuse, Elsewhere.Refuse)]
    [InlineData(Share, Move)]
    public void A_free_desk_takes_anybody(OccupiedPolicy occupied, Elsewhere elsewhere)
    {
        Assert.Empty(Granted(Decide(occupied, elsewhere, TakeOver.Nobody)));
    }

    [Theory]
    [InlineData(Takeover, Move)]
    [InlineData(Replace, Keep)]
    [InlineData(OccupiedPolicy.Refuse, Elsewhere.Refuse)]
    [InlineData(Share, Move)]
    public void Logging_in_again_at_the_same_desk_changes_nothing(OccupiedPolicy occupied, Elsewhere elsewhere)
    {
        var here = Session(_alice, _window);

        Assert.Equal(new LogInDecision.Stays(here), Decide(occupied, elsewhere, TakeOver.Nobody, here));
    }

    [Fact]
    public void Takeover_asks_first_and_names_who_is_there()
    {
        var refused = Refused(Decide(Takeover, Move, TakeOver.Nobody, Session(_bob, _window)));

        Assert.Equal(LogInOutcome.Occupied, refused.Why);
        Assert.Equal([_bob], refused.Occupants);
    }

    [Fact]
    public void Agreeing_to_displace_Bob_ends_his_session_as_taken_over()
    {
        var bobs = Session(_bob, _window);

        var ends = Granted(Decide(Takeover, Move, TakeOver.From([_bob]), bobs));

        Assert.Equal([new Ending(bobs, EndReason.TakenOver)], ends);
    }

    [Fact]
    public void Agreeing_to_displace_Bob_does_not_cover_Carol_who_came_meanwhile()
    {
        var carol = UserId.New(MondayAtNine);

        var refused = Refused(Decide(Takeover, Move, TakeOver.From([_bob]), Session(carol, _window)));

        Assert.Equal((LogInOutcome.Occupied, carol), (refused.Why, Assert.Single(refused.Occupants)));
    }

    [Fact]
    public void Replace_takes_over_without_asking()
    {
        var bobs = Session(_bob, _window);

        Assert.Equal([new Ending(bobs, EndReason.TakenOver)], Granted(Decide(Replace, Move, TakeOver.Nobody, bobs)));
    }

    [Fact]
    public void Refuse_keeps_the_occupant_even_from_someone_who_may_take_over()
    {
        var refused = Refused(Decide(OccupiedPolicy.Refuse, Move, TakeOver.Anybody, Session(_bob, _window)));

        Assert.Equal(LogInOutcome.OccupiedRefused, refused.Why);
    }

    [Fact]
    public void Share_lets_both_stay()
    {
        Assert.Empty(Granted(Decide(Share, Move, TakeOver.Nobody, Session(_bob, _window))));
    }

    [Fact]
    public void Move_ends_the_session_elsewhere()
    {
        var corridor = Session(_alice, _corridor);

        var ends = Granted(Decide(Takeover, Move, TakeOver.Nobody, corridor));

        Assert.Equal([new Ending(corridor, EndReason.Moved)], ends);
    }

    [Fact]
    public void Keep_leaves_the_session_elsewhere_open()
    {
        Assert.Empty(Granted(Decide(Takeover, Keep, TakeOver.Nobody, Session(_alice, _corridor))));
    }

    [Fact]
    public void Refuse_elsewhere_makes_the_user_log_out_there_first()
    {
        var decision = Decide(Takeover, Elsewhere.Refuse, TakeOver.Nobody, Session(_alice, _corridor));

        Assert.Equal(LogInOutcome.ElsewhereRefused, Refused(decision).Why);
    }

    [Fact]
    public void Nobody_presses_1_in_vain_when_they_must_log_out_elsewhere_first()
    {
        var decision = Decide(
            Takeover, Elsewhere.Refuse, TakeOver.Nobody, Session(_bob, _window), Session(_alice, _corridor));

        Assert.Equal(LogInOutcome.ElsewhereRefused, Refused(decision).Why);
    }

    [Fact]
    public void Moving_and_taking_over_are_one_decision()
    {
        var (bobs, corridor) = (Session(_bob, _window), Session(_alice, _corridor));

        var ends = Granted(Decide(Takeover, Move, TakeOver.Anybody, bobs, corridor));

        Assert.Equal([new Ending(bobs, EndReason.TakenOver), new Ending(corridor, EndReason.Moved)], ends);
    }

    private LogInDecision Decide(
        OccupiedPolicy occupied, Elsewhere elsewhere, TakeOver takeOver, params HotDeskSession[] open) =>
        Occupancy.Decide(new Seat(_window, _alice, occupied, elsewhere), takeOver, open);

    private static IReadOnlyList<Ending> Granted(LogInDecision decision) =>
        Assert.IsType<LogInDecision.Granted>(decision).Ends;

    private static LogInDecision.Refused Refused(LogInDecision decision) =>
        Assert.IsType<LogInDecision.Refused>(decision);

    private static HotDeskSession Session(UserId user, DeviceId device) => new(
        Guid.CreateVersion7(MondayAtNine),
        AccountId.New(MondayAtNine),
        user,
        device,
        new SessionStart(MondayAtNine, StartedHow.Phone, user),
        End: null);
}
