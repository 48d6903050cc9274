using Perch.Calls;
using Perch.Directory;

namespace Perch.TestKit.Calls;

/// <summary>
/// A call whose caller is a script: it answers each question with the next of <c>dials</c>, and
/// <see cref="Heard"/> is what came to the ear. Nothing waits.
/// </summary>
public sealed class ScriptedCall(Account account, Caller caller, params IReadOnlyList<string> dials)
    : ICall, IDisposable
{
    /// <summary>In place of an answer: the caller is gone.</summary>
    public const string HangsUp = "(hangs up)";

    /// <summary>In place of an answer: nothing is pressed.</summary>
    public const string Waits = "";

    private readonly Queue<string> _dials = new(dials);
    private readonly CancellationTokenSource _ended = new();

    public CallId Id { get; } = CallId.New(TimeProvider.System.GetUtcNow());

    public Account Account => account;

    public Caller Caller => caller;

    public string Dialled { get; init; } = "";

    public string Language { get; set; } = "en-US";

    public bool IsAnswered { get; private set; }

    public CancellationToken Ended => _ended.Token;

    /// <summary>Prompts by name, and "answered", "rings …", "joined with …", "echo", "hung up: …".</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Every question asked for digits.</summary>
    public List<DigitQuestion> Questions { get; } = [];

    /// <summary>Every question asked for one key, with its time.</summary>
    public List<(string Keys, TimeSpan Wait)> KeyQuestions { get; } = [];

    /// <summary>What happens elsewhere before an answer comes; gets the name of the question's last prompt.</summary>
    public Action<string> WhileAsked { get; init; } = _ => { };

    /// <summary>How ringing ends; nobody is registered unless a test says otherwise.</summary>
    public Func<IReadOnlyList<Device>, RingResult> WhenRung { get; init; } =
        _ => RingResult.Unanswered(RingOutcome.Unregistered);

    /// <summary>The devices rung, for each time.</summary>
    public List<IReadOnlyList<Device>> Rung { get; } = [];

    /// <summary>How long was rung, for each time.</summary>
    public List<TimeSpan> RungFor { get; } = [];

    public HangUpCause? EndedWith { get; private set; }

    public Task AnswerAsync()
    {
        if (!IsAnswered)
        {
            Hear("answered");
        }

        IsAnswered = true;
        return Task.CompletedTask;
    }

    public Task PlayAsync(params IReadOnlyList<Prompt> prompts)
    {
        foreach (var prompt in prompts)
        {
            Hear(prompt.Name);
        }

        return Task.CompletedTask;
    }

    public async Task<string> AskDigitsAsync(DigitQuestion question)
    {
        Questions.Add(question);
        return await NextAsync(question.Prompts);
    }

    public async Task<char?> AskKeyAsync(IReadOnlyList<Prompt> prompts, string keys, TimeSpan wait)
    {
        KeyQuestions.Add((keys, wait));
        var pressed = await NextAsync(prompts);
        return pressed.Length > 0 && keys.Contains(pressed[0]) ? pressed[0] : null;
    }

    public Task<RingResult> RingAsync(IReadOnlyList<Device> devices, TimeSpan ringFor)
    {
        Hear($"rings {string.Join(", ", devices.Select(device => device.Nickname).Order())}");
        Rung.Add(devices);
        RungFor.Add(ringFor);
        return Task.FromResult(WhenRung(devices));
    }

    public async Task BridgeAsync(ILeg leg)
    {
        await AnswerAsync();
        Hear($"joined with {leg.Device.Nickname}");
    }

    public Task EchoAsync()
    {
        Hear("echo");
        return Task.CompletedTask;
    }

    public Task HangUpAsync(HangUpCause cause)
    {
        Hear($"hung up: {cause}");
        EndedWith = cause;
        return Task.CompletedTask;
    }

    /// <summary>The caller hangs up now.</summary>
    public void HangUp() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();

    private async Task<string> NextAsync(IReadOnlyList<Prompt> prompts)
    {
        await PlayAsync(prompts);
        WhileAsked(prompts.Count > 0 ? prompts[^1].Name : "");

        var dialled = _dials.Count > 0 ? _dials.Dequeue() : Waits;

        if (dialled == HangsUp)
        {
            HangUp();
        }

        ThrowIfEnded();
        return dialled;
    }

    private void Hear(string what)
    {
        ThrowIfEnded();
        Heard.Add(what);
    }

    private void ThrowIfEnded()
    {
        if (_ended.IsCancellationRequested)
        {
            throw new CallEndedException();
        }
    }
}

/// <summary>A device that answered.</summary>
public sealed record FakeLeg(Device Device) : ILeg;
