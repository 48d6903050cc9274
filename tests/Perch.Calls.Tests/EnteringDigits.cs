using CsCheck;

namespace Perch.Calls.Tests;

public sealed class EnteringDigits
{
    private static readonly DigitQuestion Id = new([new Prompt("hotdesk-enter-id")], MaxDigits: 15, EndsAt: 3);
    private static readonly DigitQuestion Pin = new([new Prompt("hotdesk-enter-pin")], MaxDigits: 15);

    private readonly DigitEntry _entry = new();

    [Fact]
    public void While_the_prompt_plays_no_timer_runs() =>
        Assert.Equal(DigitAction.GoOn, _entry.Ask(Pin).Action);

    [Fact]
    public void The_time_for_the_first_digit_runs_from_the_end_of_the_prompt()
    {
        _entry.Ask(Pin);

        AssertWaits(DigitQuestion.FirstDigitWithin, _entry.PromptEnded());
    }

    [Fact]
    public void A_question_without_a_prompt_waits_at_once() =>
        AssertWaits(DigitQuestion.FirstDigitWithin, _entry.Ask(new DigitQuestion([], 4)));

    [Fact]
    public void The_first_digit_stops_the_prompt_and_the_next_has_3_s()
    {
        _entry.Ask(Pin);

        var step = _entry.Press('4');

        Assert.True(step.StopPrompt);
        AssertWaits(DigitQuestion.NextDigitWithin, step);
    }

    [Fact]
    public void A_prompt_that_ends_after_the_first_digit_does_not_lengthen_the_wait()
    {
        _entry.Ask(Pin);
        _entry.Press('4');

        Assert.Equal(DigitAction.GoOn, _entry.PromptEnded().Action);
    }

    [Fact]
    public void Pound_ends_the_entry()
    {
        _entry.Ask(Pin);

        Assert.Equal("4711", Type("4711#"));
    }

    [Fact]
    public void An_entry_without_pound_ends_when_no_digit_follows()
    {
        _entry.Ask(Pin);
        Type("4711");

        AssertFinished("4711", _entry.TimedOut());
    }

    [Fact]
    public void Nobody_typing_is_an_empty_entry()
    {
        _entry.Ask(Pin);
        _entry.PromptEnded();

        AssertFinished("", _entry.TimedOut());
    }

    [Fact]
    public void Pound_alone_is_an_empty_entry()
    {
        _entry.Ask(Pin);
        _entry.PromptEnded();

        AssertFinished("", _entry.Press('#'));
    }

    [Fact]
    public void An_id_ends_at_the_length_that_all_ids_share()
    {
        _entry.Ask(Id);

        Assert.Equal("204", Type("204"));
    }

    [Fact]
    public void The_longest_entry_ends_at_once()
    {
        _entry.Ask(Pin);

        Assert.Equal("123456789012345", Type("123456789012345"));
    }

    [Fact]
    public void Star_starts_the_entry_again_with_the_time_of_a_first_digit()
    {
        _entry.Ask(Pin);
        Type("47");

        AssertWaits(DigitQuestion.FirstDigitWithin, _entry.Press('*'));
        Assert.Equal("1234", Type("1234#"));
    }

    [Fact]
    public void Star_as_the_first_key_stops_the_prompt()
    {
        _entry.Ask(Pin);

        Assert.True(_entry.Press('*').StopPrompt);
    }

    [Theory]
    [InlineData('A')]
    [InlineData('D')]
    [InlineData('!')]
    [InlineData('٣')]
    public void Keys_that_a_phone_need_not_have_change_nothing(char key)
    {
        _entry.Ask(Pin);

        Assert.Equal(DigitAction.GoOn, _entry.Press(key).Action);
        Assert.False(_entry.Press(key).StopPrompt);
        Assert.Equal("4711", Type("4711#"));
    }

    [Fact]
    public void What_a_step_prints_has_no_digits()
    {
        _entry.Ask(Id);
        _entry.Press('2');
        _entry.Press('0');

        Assert.DoesNotContain("204", _entry.Press('4').ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_keys_in_any_order_make_an_entry_too_long_or_no_number() =>
        Gen.Select(Gen.Char["0123456789*#A"].Array[0, 60], Gen.Int[1, 15], Gen.Int[1, 15]).Sample((keys, max, ends) =>
        {
            var entry = new DigitEntry();
            entry.Ask(new DigitQuestion([new Prompt("hotdesk-enter-id")], max, ends));

            foreach (var key in keys)
            {
                var answer = entry.Press(key).Entry;
                Assert.True(answer.Length <= Math.Min(max, ends));
                Assert.All(answer, digit => Assert.True(char.IsAsciiDigit(digit)));
            }
        });

    private static void AssertWaits(TimeSpan time, DigitStep step)
    {
        Assert.Equal(DigitAction.StartTimer, step.Action);
        Assert.Equal(time, step.Timer);
    }

    private static void AssertFinished(string entry, DigitStep step)
    {
        Assert.Equal(DigitAction.Finish, step.Action);
        Assert.True(step.StopPrompt);
        Assert.Equal(entry, step.Entry);
    }

    private string? Type(string keys) =>
        keys.Select(_entry.Press).LastOrDefault(step => step.Action == DigitAction.Finish) is
        { Action: DigitAction.Finish } done ? done.Entry : null;
}
