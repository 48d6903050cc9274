using Microsoft.Extensions.Logging;
using Perch.Media;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>The verbs: each takes its turn on the strand and completes the story's task from there.</summary>
internal sealed partial class SipCall
{
    // While the 183 travels, a phone does not listen yet.
    private static readonly AudioClip LeadIn = AudioClip.FromSamples(new short[1600], 8000);

    private bool _awaitsConfirmation;

    public Task AnswerAsync() => Verb(static call =>
    {
        if (call.IsAnswered)
        {
            call.Complete(null);
            return;
        }

        // The first words would be lost on a phone that does not know yet that it was answered.
        call._awaitsConfirmation = true;
        call.Answer(null);
    });

    public async Task PlayAsync(params IReadOnlyList<Prompt> prompts)
    {
        using var span = CallTraces.Step("prompt", this);
        span?.SetTag("perch.prompts", prompts.Count);
        var clips = Clips(prompts);
        var audible = (bool)(await Verb(clips, static (call, clips) => call.Complete(call.BecomeAudible(clips))))!;

        if (audible && clips.Count > 0)
        {
            await PlayOutAsync(clips);
        }
    }

    public async Task EchoAsync()
    {
        await Verb(static call =>
        {
            // Before the answer, so that not even the first word is lost.
            call.First.Media.Port.StartEcho();
            call.Answer(null);

            // Nothing completes this but the end of the call.
        });
    }

    public Task HangUpAsync(HangUpCause cause)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Strand.Run((Call: this, cause, done), static at =>
        {
            at.Call.Finish(at.cause);
            at.done.TrySetResult();
        });

        return done.Task;
    }

    /// <summary>Runs a turn that completes the verb, now or later.</summary>
    private Task<object?> Verb(Action<SipCall> turn) => Verb(turn, static (call, turn) => turn(call));

    private Task<object?> Verb<T>(T state, Action<SipCall, T> turn)
    {
        var verb = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Strand.Run((Call: this, verb, state, turn), static at =>
        {
            at.Call._verb = at.verb;

            if (at.Call._over)
            {
                at.Call.Fail();
            }
            else
            {
                at.turn(at.Call, at.state);
            }
        });

        return verb.Task;
    }

    /// <param name="shared">The codec of the other side, which saves transcoding where the caller has it too.</param>
    private void Answer(SdpCodec? shared)
    {
        if (IsAnswered || _caller is not { } caller)
        {
            return;
        }

        caller.Answer(CodecsFor(caller, shared));

        if (!_over)
        {
            NoteAnswer();
        }
    }

    private static IReadOnlyList<SdpCodec> CodecsFor(Leg leg, SdpCodec? shared) =>
        shared is { } codec ? [codec, .. leg.Media.PeerCodecs] : leg.Media.PeerCodecs;

    /// <summary>Early media where there is no answer yet. False where the caller cannot hear us before the answer.</summary>
    private bool BecomeAudible(List<AudioClip> clips)
    {
        if (IsAnswered || _caller is not { HasEarlyMedia: false } caller)
        {
            return true;
        }

        clips.Insert(0, LeadIn);

        return caller.StartEarlyMedia(caller.Media.PeerCodecs);
    }

    private List<AudioClip> Clips(IReadOnlyList<Prompt> prompts)
    {
        var clips = new List<AudioClip>(prompts.Count);

        foreach (var prompt in prompts)
        {
            if (_services.Prompts.Find(Language, prompt.Name) is { } clip)
            {
                clips.Add(clip);
            }
            else
            {
                _services.LogMissingPrompt(prompt.Name, Language, Id);
            }
        }

        return clips;
    }

    private async Task PlayOutAsync(IReadOnlyList<AudioClip> clips)
    {
        try
        {
            await First.Media.Port.PlayAsync(clips);
        }
        catch (OperationCanceledException)
        {
            // The port was closed under it.
            throw new CallEndedException();
        }
    }

    private void ListenTo(Leg leg) => leg.Media.Port.DigitReceived = key =>
        Strand.Run((Call: this, leg, key), static at => ((ILegOwner)at.Call).OnKey(at.leg, at.key, heard: true));
}
