namespace Perch.Portal.Tests;

public sealed class TakingStepsBack
{
    private readonly FlowHistory _drawn = new FlowHistory(new FlowDraft())
        .Do(new FlowDraft().AddNumber("*801"))
        .Do(new FlowDraft().AddNumber("*801").AddNumber("*802"));

    [Fact]
    public void Undo_goes_one_step_back_and_redo_forth_again()
    {
        var back = _drawn.Undo();

        Assert.Equal(["*801"], back.Now.Numbers);
        Assert.Equal(["*801", "*802"], back.Redo().Now.Numbers);
    }

    [Fact]
    public void At_the_beginning_there_is_nothing_to_take_back()
    {
        var begun = _drawn.Undo().Undo();

        Assert.False(begun.CanUndo);
        Assert.Same(begun, begun.Undo());
    }

    [Fact]
    public void At_the_end_there_is_nothing_to_do_again()
    {
        Assert.False(_drawn.CanRedo);
        Assert.Same(_drawn, _drawn.Redo());
    }

    [Fact]
    public void A_new_step_forgets_those_that_were_taken_back() =>
        Assert.False(_drawn.Undo().Do(new FlowDraft().AddNumber("*803")).CanRedo);

    [Fact]
    public void What_changes_nothing_is_no_step() => Assert.Same(_drawn, _drawn.Do(_drawn.Now));
}
