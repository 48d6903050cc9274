using Perch.Media;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Questions and the keys that answer them.</summary>
internal sealed partial class SipCall : ITimerUser
{
    private static readonly TimeSpan SameKeyTwice = TimeSpan.FromMilliseconds(300);

    private readonly DigitEntry _entry = new();
    private int _promptTurn;
    private bool _prompting;
    private SipTimer? _keyTimer;
    private string? _keysWanted;
    private TimeSpan _keyWait;
    private bool _asking;
    private int _keyTurn;
    private (char Key, bool Heard, long At) _lastKey;

    public async Task<string> AskDigitsAsync(DigitQuestion question)
    {
        using var span = CallTraces.Step("question", this);
        var clips = Clips(question.Prompts);
        var entry = await Verb((question, clips), static (call, asked) => call.Ask(asked.question, asked.clips));

        return (string)entry!;
    }

    public async Task<char?> AskKeyAsync(IReadOnlyList<Prompt> prompts, string keys, TimeSpan wait)
    {
        using var span = CallTraces.Step("question", this);
        var clips = Clips(prompts);
        var key = await Verb((keys, wait, clips), static (call, asked) => call.AskKey(asked.keys, asked.wait, asked.clips));

        return (char?)key;
    }

    void ILegOwner.OnKey(Leg leg, char key, bool heard)
    {
        if (_over || IsRepeated(key, heard))
        {
            return;
        }

        if (_bridged is { } other)
        {
            // Keys in the audio are passed on with it.
            PassOn(leg == other ? First : other, key, heard);
        }
        else if (leg == _firstLeg)
        {
            Press(key);
        }
    }

    void ITimerUser.OnTimer(int kind) => Strand.Run((Call: this, kind), static at => at.Call.OnKeyTimer(at.kind));

    private static void PassOn(Leg to, char key, bool heard)
    {
        if (!heard && to.State == LegState.Answered)
        {
            _ = to.Media.Port.SendDigitAsync(key, MediaPort.UsualDigit);
        }
    }

    private void Ask(DigitQuestion question, List<AudioClip> clips)
    {
        BecomeAudible(clips);
        _asking = true;
        var step = _entry.Ask(question);
        Take(step);

        if (_asking && !step.StopPrompt)
        {
            PlayQuestion(clips);
        }
    }

    private void AskKey(string keys, TimeSpan wait, List<AudioClip> clips)
    {
        BecomeAudible(clips);
        _entry.Forget();
        _keysWanted = keys;
        _keyWait = wait;
        PlayQuestion(clips);
    }

    private void Press(char key)
    {
        if (_keysWanted is not { } wanted)
        {
            Take(_entry.Press(key));
            return;
        }

        if (wanted.Contains(key, StringComparison.Ordinal))
        {
            FinishKey(key);
        }
    }

    private void Take(DigitStep step)
    {
        if (step.StopPrompt)
        {
            StopPrompt();
        }

        switch (step.Action)
        {
            case DigitAction.StartTimer:
                StartKeyTimer(step.Timer);
                break;

            case DigitAction.Finish:
                _asking = false;
                StopKeyTimer();
                Complete(step.Entry);
                break;
        }
    }

    private void FinishKey(char? key)
    {
        _keysWanted = null;
        StopPrompt();
        StopKeyTimer();
        Complete(key);
    }

    private void PlayQuestion(List<AudioClip> clips)
    {
        _prompting = true;
        _ = ReportEndAsync(First.Media.Port.PlayAsync(clips), ++_promptTurn);
    }

    /// <summary>Tells the strand when a question was played to its end, and not when it was cut off.</summary>
    private async Task ReportEndAsync(Task playing, int turn)
    {
        await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (playing.IsCompletedSuccessfully)
        {
            Strand.Run((Call: this, turn), static at => at.Call.OnQuestionPlayed(at.turn));
        }
    }

    private void OnQuestionPlayed(int turn)
    {
        if (turn != _promptTurn || !_prompting || _over)
        {
            return;
        }

        _prompting = false;

        if (_keysWanted is not null)
        {
            StartKeyTimer(_keyWait);
        }
        else if (_asking)
        {
            Take(_entry.PromptEnded());
        }
    }

    private void OnKeyTimer(int turn)
    {
        if (turn != _keyTurn || _over)
        {
            return;
        }

        if (_keysWanted is not null)
        {
            FinishKey(null);
        }
        else if (_asking)
        {
            Take(_entry.TimedOut());
        }
    }

    private void StartKeyTimer(TimeSpan after)
    {
        StopKeyTimer();
        _keyTimer = _services.Stack.Timers.Start(after, this, _keyTurn);
    }

    private void StopKeyTimer()
    {
        _keyTimer?.Stop();
        _keyTurn++;
    }

    private void StopPrompt()
    {
        if (_prompting)
        {
            _prompting = false;
            First.Media.Port.StopPlaying();
        }
    }

    private void StopAsking()
    {
        _asking = false;
        _keysWanted = null;
        _prompting = false;
        StopKeyTimer();
    }

    /// <summary>Some phones send each key twice, in the audio and as INFO.</summary>
    private bool IsRepeated(char key, bool heard)
    {
        var time = _services.Stack.Time;
        var repeated = _lastKey.Key == key && _lastKey.Heard != heard
            && time.GetElapsedTime(_lastKey.At) < SameKeyTwice;
        _lastKey = repeated ? default : (key, heard, time.GetTimestamp());

        return repeated;
    }
}
