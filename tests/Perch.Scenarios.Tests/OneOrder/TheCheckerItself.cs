namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>What the search for an order accepts, and what it does not.</summary>
public sealed class TheCheckerItself
{
    private static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void Two_at_once_at_one_desk_have_an_order_whoever_stays()
    {
        var alice = new LogIn(0, 0) { Asked = 1, Answered = 10, Session = First, WasHere = false };
        var bob = new LogIn(1, 0) { Asked = 2, Answered = 9, Session = Second, WasHere = false };

        Assert.True(IsOrdered(alice, bob, See(20, (0, 0, First))));
        Assert.True(IsOrdered(alice, bob, See(20, (0, 1, Second))));
    }

    [Fact]
    public void One_after_the_other_the_later_stays()
    {
        var alice = new LogIn(0, 0) { Asked = 1, Answered = 2, Session = First, WasHere = false };
        var bob = new LogIn(1, 0) { Asked = 3, Answered = 4, Session = Second, WasHere = false };

        Assert.False(IsOrdered(alice, bob, See(20, (0, 0, First))));
    }

    [Fact]
    public void What_was_acknowledged_and_is_gone_has_no_order() =>
        Assert.False(IsOrdered(new LogIn(0, 0) { Asked = 1, Answered = 2, Session = First, WasHere = false }, See(20)));

    [Fact]
    public void One_person_at_two_desks_has_no_order()
    {
        var here = new LogIn(0, 0) { Asked = 1, Answered = 10, Session = First, WasHere = false };
        var there = new LogIn(0, 1) { Asked = 1, Answered = 10, Session = Second, WasHere = false };

        Assert.False(IsOrdered(here, there, See(20, (0, 0, First), (1, 0, Second))));
    }

    [Fact]
    public void What_was_never_answered_may_have_happened_or_not()
    {
        Assert.True(IsOrdered(new LogIn(0, 0) { Asked = 1 }, See(20)));
        Assert.True(IsOrdered(new LogIn(0, 0) { Asked = 1, Session = First }, See(20, (0, 0, First))));
    }

    [Fact]
    public void Half_of_what_was_never_answered_has_no_order()
    {
        var before = new LogIn(0, 0) { Asked = 1, Answered = 2, Session = First, WasHere = false };
        var pending = new LogIn(0, 1) { Asked = 3, Session = Second };

        Assert.False(IsOrdered(before, pending, See(20)));
    }

    [Fact]
    public void Two_who_look_one_after_the_other_do_not_see_time_go_back()
    {
        var logIn = new LogIn(0, 0) { Asked = 1, Answered = 100, Session = First, WasHere = false };

        Assert.True(IsOrdered(logIn, See(10), See(30, (0, 0, First))));
        Assert.False(IsOrdered(logIn, See(10, (0, 0, First)), See(30)));
    }

    [Fact]
    public void A_log_out_that_found_nobody_was_not_after_the_log_in()
    {
        var logIn = new LogIn(0, 0) { Asked = 1, Answered = 2, Session = First, WasHere = false };
        var logOut = new LogOut(0) { Asked = 3, Answered = 4, WasSomebodyThere = false };

        Assert.False(IsOrdered(logIn, logOut));
    }

    private static bool IsOrdered(params DeskOperation[] operations) => Linearisation.Exists(Seating.Empty, operations);

    private static Look See(long asked, params (int Desk, int Person, Guid Session)[] seats) => new()
    {
        Asked = asked,
        Answered = asked + 5,
        Seen = Seating.Of(seats.Select(seat => (seat.Desk, new Seat(seat.Person, seat.Session)))),
    };
}
