using System.Text;

namespace Perch.Calls;

/// <summary>
/// The rules of typing an answer, for one call from its first question to its last. Pure: whoever has the keys, the
/// prompt and the clock tells it what happened and does what the returned <see cref="DigitStep"/> says. Used by one
/// thread at a time.
/// </summary>
public sealed class DigitEntry
{
    /// <summary>Keys kept from before a question; more than anybody types ahead on purpose.</summary>
    private const int MaxTypedAhead = 32;

    private readonly StringBuilder _typedAhead = new();
    private readonly StringBuilder _entry = new();
    private DigitQuestion? _question;
    private bool _swallowPound;

    /// <summary>
    /// Opens a question. With <see cref="DigitAction.GoOn"/> its prompts are to be played; keys typed before they
    /// began may have answered it already, or may have made them superfluous.
    /// </summary>
    public DigitStep Ask(DigitQuestion question)
    {
        _question = question;
        _entry.Clear();
        var step = question.Prompts.Count > 0 ? GoOn : Wait(DigitQuestion.FirstDigitWithin);

        while (_typedAhead.Length > 0 && step.Action != DigitAction.Finish)
        {
            var key = _typedAhead[0];
            _typedAhead.Remove(0, 1);
            step = Take(key, step);
        }

        return step;
    }

    /// <summary>The prompts were played to their end; the time for the first digit runs from here.</summary>
    public DigitStep PromptEnded()
    {
        if (_question is null || _entry.Length > 0)
        {
            return GoOn;
        }

        // Who has heard the question to its end means this question.
        _swallowPound = false;

        return Wait(DigitQuestion.FirstDigitWithin);
    }

    /// <summary>A key was pressed, with or without a question open. Anything but 0–9, * and # is ignored.</summary>
    public DigitStep Press(char key)
    {
        if (!char.IsAsciiDigit(key) && key is not ('*' or '#'))
        {
            return GoOn;
        }

        if (_question is not null)
        {
            return Take(key, GoOn);
        }

        if (!Swallows(key) && _typedAhead.Length < MaxTypedAhead)
        {
            _typedAhead.Append(key);
        }

        return GoOn;
    }

    /// <summary>The timer that was started last ran out.</summary>
    public DigitStep TimedOut() => _question is null ? GoOn : Finish(endedByLength: false);

    /// <summary>Drops what was typed ahead, for a question that must not be answered by accident.</summary>
    public void Forget() => _typedAhead.Clear();

    private static DigitStep GoOn => new(DigitAction.GoOn, stopPrompt: false);

    private static DigitStep Wait(TimeSpan timer) => new(DigitAction.StartTimer, stopPrompt: true, timer);

    private DigitStep Take(char key, DigitStep unchanged)
    {
        if (Swallows(key))
        {
            return unchanged;
        }

        switch (key)
        {
            case '#':
                return Finish(endedByLength: false);

            case '*':
                _entry.Clear();
                return Wait(DigitQuestion.FirstDigitWithin);

            default:
                _entry.Append(key);
                return IsLongEnough ? Finish(endedByLength: true) : Wait(DigitQuestion.NextDigitWithin);
        }
    }

    private bool IsLongEnough => _entry.Length >= _question!.MaxDigits || _entry.Length == _question.EndsAt;

    /// <summary>Only the very next key may be the # that the caller typed after an entry that needed none.</summary>
    private bool Swallows(char key)
    {
        var swallows = _swallowPound && key == '#';
        _swallowPound = false;

        return swallows;
    }

    private DigitStep Finish(bool endedByLength)
    {
        var entry = _entry.ToString();
        _entry.Clear();
        _question = null;
        _swallowPound = endedByLength;

        return new DigitStep(DigitAction.Finish, stopPrompt: true, entry: entry);
    }
}
