namespace Perch.Portal.Tests;

public sealed class DrawingCallflows
{
    private const int Login = 1;
    private const int Greeting = 2;
    private const int Nobody = 9;

    [Fact]
    public void A_box_dropped_on_the_blue_one_comes_first()
    {
        var draft = new FlowDraft().Add(FlowDraft.Top, "hotdesk-login");

        Assert.Equal(["hotdesk-login"], Programs(draft));
    }

    [Fact]
    public void A_box_dropped_between_two_pushes_the_lower_one_down()
    {
        var draft = LoginThenPlay().Add(Login, "user");

        Assert.Equal(["hotdesk-login", "user", "play"], Programs(draft));
    }

    [Fact]
    public void What_ends_the_call_goes_below_but_never_between()
    {
        var draft = LoginThenPlay();

        Assert.True(draft.MayAdd(Greeting, "hangup"));
        Assert.False(draft.MayAdd(Login, "hangup"));
        Assert.Same(draft, draft.Add(Login, "hangup"));
    }

    [Fact]
    public void Nothing_goes_below_what_ends_the_call()
    {
        var draft = new FlowDraft().Add(FlowDraft.Top, "hangup");

        Assert.False(draft.MayAdd(Login, "play"));
    }

    [Fact]
    public void Nothing_goes_below_a_box_that_is_not_there() => Assert.False(LoginThenPlay().MayAdd(Nobody, "play"));

    [Fact]
    public void A_box_that_moves_leaves_what_follows_where_it_is()
    {
        var draft = LoginThenPlay().Add(Greeting, "user").Move(Greeting, FlowDraft.Top);

        Assert.Equal(["play", "hotdesk-login", "user"], Programs(draft));
    }

    [Fact]
    public void A_box_moves_below_one_that_followed_it()
    {
        var draft = LoginThenPlay().Move(Login, Greeting);

        Assert.Equal(["play", "hotdesk-login"], Programs(draft));
    }

    [Theory]
    [InlineData(Greeting, Greeting)]
    [InlineData(Greeting, Login)]
    [InlineData(Login, FlowDraft.Top)]
    [InlineData(Nobody, FlowDraft.Top)]
    public void A_box_does_not_move_to_where_it_is(int box, int under) => Assert.False(LoginThenPlay().MayMove(box, under));

    [Fact]
    public void Removing_a_box_removes_all_below() => Assert.Null(LoginThenPlay().Remove(Login).First);

    [Fact]
    public void A_box_taken_out_lets_the_others_move_up() => Assert.Equal(["play"], Programs(LoginThenPlay().TakeOut(Login)));

    [Fact]
    public void A_draft_without_a_name_is_called_by_its_number_and_what_it_does()
    {
        var draft = LoginThenPlay().AddNumber("*801");

        Assert.Equal("*801 Hot Desk login", draft.Title);
        Assert.Equal("Front desk", draft.Rename(" Front desk ").Title);
    }

    [Fact]
    public void A_number_is_there_once()
    {
        var draft = new FlowDraft().AddNumber("801").AddNumber("*801");

        Assert.Equal(["801", "*801"], draft.AddNumber("801").Numbers);
        Assert.Equal(["*801"], draft.ReplaceNumber("801", "*801").Numbers);
        Assert.Equal(["801"], draft.RemoveNumber("*801").Numbers);
    }

    [Fact]
    public void A_box_has_the_path_that_the_API_has_for_it() => Assert.Equal("flow.children._", LoginThenPlay().PathOf(Greeting));

    internal static FlowDraft LoginThenPlay() => new FlowDraft().Add(FlowDraft.Top, "hotdesk-login").Add(Login, "play");

    private static IEnumerable<string> Programs(FlowDraft draft) => draft.Boxes.Select(box => box.Program);
}
