using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Storage;
using Perch.TestKit.Calls;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Callflows.Tests;

/// <summary>Routing, callflows and hot desking as the server composes them, over a real database.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-callflows-").FullName;
    private readonly ServiceProvider _services;

    private Exchange()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)))
            .AddSingleton(new DataDirectory(_directory))
            .AddSingleton<IDirectory>(Directory)
            .AddSingleton<IPins>(new FakePins())
            .AddSingleton<IKeys, FakeKeys>()
            .AddSingleton<IPinChanges>(new FakePinChanges(Directory))
            .AddSingleton<IRingStates>(new FakeRingStates(Directory))
            .AddSingleton<IPromptCatalogue>(new FakePrompts())
            .AddSingleton<IOutbox>(Outbox)
            .AddPerchStorage()
            .AddPerchHotDesking()
            .AddPerchCallflows()
            .BuildServiceProvider();
    }

    public FakeDirectory Directory { get; } = new();

    /// <summary>What was told.</summary>
    public RecordingOutbox Outbox { get; } = new();

    public AccountId Account => Directory.DefaultAccount.Id;

    public ICallRouter Router => _services.GetRequiredService<ICallRouter>();

    public IRedirectTargets Redirects => _services.GetRequiredService<IRedirectTargets>();

    public NumberPlan NumberPlan => _services.GetRequiredService<NumberPlan>();

    public IHotDesks HotDesks => _services.GetRequiredService<IHotDesks>();

    public IChanges<Guid, CallflowDraft> Callflows => _services.GetRequiredService<IChanges<Guid, CallflowDraft>>();

    public static async Task<Exchange> OpenAsync()
    {
        var exchange = new Exchange();
        await exchange._services.GetRequiredService<IPerchDatabase>().OpenAsync(CancellationToken.None);
        return exchange;
    }

    /// <summary>Saves a callflow, and expects that it may be saved.</summary>
    public async Task<Guid> SaveAsync(string flow, params IReadOnlyList<string> numbers)
    {
        var saved = await TrySaveAsync(new CallflowDraft { Name = "Sales", Numbers = numbers, Flow = Json(flow) });
        return Assert.IsType<ChangeOutcome<CallflowDraft>.Done>(saved).Stored.Id;
    }

    /// <summary>As above, found by a pattern.</summary>
    public async Task SavePatternAsync(string flow, string pattern)
    {
        var saved = await TrySaveAsync(new CallflowDraft { Name = "Sales", Patterns = [pattern], Flow = Json(flow) });
        Assert.IsType<ChangeOutcome<CallflowDraft>.Done>(saved);
    }

    public Task<ChangeOutcome<CallflowDraft>> TrySaveAsync(CallflowDraft draft) =>
        Callflows.CreateAsync(Account, draft, CancellationToken.None);

    public Task<LogInResult> SitAsync(User user, Device desk, StartedHow how = StartedHow.Admin) => HotDesks.LogInAsync(
        new LogInRequest(desk.Id, user.Id, how, By: null) { TakeOver = TakeOver.Anybody },
        CancellationToken.None);

    /// <summary>Dials from the phone; the call is over when this returns.</summary>
    public async Task<ScriptedCall> DialAsync(
        Device phone, string dialled, Func<IReadOnlyList<Device>, RingResult>? whenRung = null)
    {
        var caller = _services.GetRequiredService<ICallerIdentity>().Identify(phone);
        var call = new ScriptedCall(Directory.DefaultAccount, caller)
        {
            WhenRung = whenRung ?? (_ => RingResult.Unanswered(RingOutcome.NoAnswer)),
        };

        await Router.RouteAsync(call, dialled);
        return call;
    }

    public string Shown(string dialled) => Router.Redact(Directory.DefaultAccount, dialled);

    /// <summary>The callflows as a process finds them that starts on the same files.</summary>
    public async Task<IReadOnlyList<Callflow>> AfterRestartAsync()
    {
        var book = new CallflowBook();
        await new LoadCallflows(_services.GetRequiredService<IPerchStore>(), book).LoadAsync(CancellationToken.None);
        return [.. book.Of(Account).ById.Values];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static RingResult Answers(IReadOnlyList<Device> devices) => RingResult.Answered(new FakeLeg(devices[0]));
}

/// <summary>Two recordings exist.</summary>
internal sealed class FakePrompts : IPromptCatalogue
{
    public bool Has(string name) => name is "goodbye" or "unavailable";
}
