namespace Perch.Calls.Tests;

/// <summary>What is typed after one question belongs to the next, but for a # that came too late for its own.</summary>
public sealed class TypingBetweenQuestions
{
    private static readonly DigitQuestion Id = new([new Prompt("hotdesk-enter-id")], MaxDigits: 15, EndsAt: 3);
    private static readonly DigitQuestion Pin = new([new Prompt("hotdesk-enter-pin")], MaxDigits: 15);

    private readonly DigitEntry _entry = new();

    [Fact]
    public void A_pound_after_an_id_that_ended_by_its_length_does_not_answer_the_question_for_the_pin()
    {
        _entry.Ask(Id);
        Type("204");
        _entry.Ask(Pin);

        var pound = _entry.Press('#');

        Assert.Equal(DigitAction.GoOn, pound.Action);
        Assert.False(pound.StopPrompt);
        Assert.Equal("4711", Type("4711#"));
    }

    [Fact]
    public void The_pound_may_also_come_before_the_next_question()
    {
        _entry.Ask(Id);
        Type("204#");

        Assert.Equal(DigitAction.GoOn, _entry.Ask(Pin).Action);
        Assert.Equal("", Type("#"));
    }

    [Fact]
    public void Only_one_pound_is_swallowed()
    {
        _entry.Ask(Id);
        Type("204");
        _entry.Ask(Pin);
        _entry.Press('#');

        Assert.Equal("", Type("#"));
    }

    [Fact]
    public void A_pound_after_other_keys_is_not_swallowed()
    {
        _entry.Ask(Id);
        Type("204");
        _entry.Ask(Pin);

        Assert.Equal("47", Type("47#"));
    }

    [Fact]
    public void A_pound_after_the_whole_question_for_the_pin_answers_it()
    {
        _entry.Ask(Id);
        Type("204");
        _entry.Ask(Pin);
        _entry.PromptEnded();

        Assert.Equal("", Type("#"));
    }

    [Fact]
    public void A_pound_after_an_entry_that_a_pound_ended_is_an_answer()
    {
        _entry.Ask(Pin);
        Type("4711#");
        _entry.Ask(Pin);

        Assert.Equal("", Type("#"));
    }

    [Fact]
    public void A_pound_that_comes_after_the_time_ran_out_is_an_answer()
    {
        _entry.Ask(Pin);
        Type("4711");
        _entry.TimedOut();
        _entry.Ask(Pin);

        Assert.Equal("", Type("#"));
    }

    [Fact]
    public void Digits_typed_ahead_stop_the_next_prompt_before_it_begins()
    {
        _entry.Ask(Id);
        Type("20447");

        var step = _entry.Ask(Pin);

        Assert.True(step.StopPrompt);
        Assert.Equal(DigitQuestion.NextDigitWithin, step.Timer);
        Assert.Equal("4711", Type("11#"));
    }

    [Fact]
    public void A_whole_answer_typed_ahead_answers_at_once_and_leaves_the_rest()
    {
        _entry.Ask(Id);
        Type("204#4711#2");

        Assert.Equal("4711", _entry.Ask(Pin).Entry);
        Assert.Equal("25", Ask(Pin, "5#"));
    }

    [Fact]
    public void What_was_typed_ahead_can_be_dropped()
    {
        _entry.Ask(Id);
        Type("2041");

        _entry.Forget();

        Assert.Equal(DigitAction.GoOn, _entry.Ask(Pin).Action);
    }

    [Fact]
    public void Typing_ahead_without_end_is_cut_off()
    {
        Type(new string('5', 1000));

        Assert.Equal(15, _entry.Ask(Pin).Entry.Length);
        Assert.Equal(15, _entry.Ask(Pin).Entry.Length);
        Assert.Equal("55", Ask(Pin, "#"));
    }

    private string? Ask(DigitQuestion question, string keys)
    {
        _entry.Ask(question);

        return Type(keys);
    }

    private string? Type(string keys)
    {
        string? entry = null;

        foreach (var key in keys)
        {
            var step = _entry.Press(key);
            entry = step.Action == DigitAction.Finish ? step.Entry : entry;
        }

        return entry;
    }
}
