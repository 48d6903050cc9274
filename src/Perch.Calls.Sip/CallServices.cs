using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;
using Perch.Media;
using Perch.Registrar;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>What every call needs from around it; one for each server.</summary>
internal sealed partial class CallServices : IDisposable
{
    private readonly ILogger _log;
    private readonly CallSurroundings _around;

    public CallServices(
        SipStack stack, MediaEngine engine, IDirectory directory, ILocationService location,
        IRedirectTargets redirects, CallSurroundings around)
    {
        _log = around.Loggers.CreateLogger("Perch.Calls");
        _around = around;
        Stack = stack;
        Engine = engine;
        Directory = directory;
        Location = location;
        Redirects = redirects;
        Metrics = new(Live, () => Dialogs.Count);
    }

    public SipStack Stack { get; }

    public MediaEngine Engine { get; }

    public IDirectory Directory { get; }

    public ILocationService Location { get; }

    public IRedirectTargets Redirects { get; }

    public PromptLibrary Prompts => _around.Prompts;

    public TaskScheduler Stories => _around.Stories;

    public IOutbox Outbox => _around.Outbox;

    public CallsOptions Options => _around.Options;

    public PhoneActivity Phones => _around.Phones;

    public ICallRecorder Recorder => _around.Recorder;

    public LastSeen LastSeen => _around.LastSeen;

    public DialogTable Dialogs { get; } = new();

    public LiveCalls Live { get; } = new();

    public CallMetrics Metrics { get; }

    /// <summary>Who is at a phone now; null where nobody can tell.</summary>
    public Caller? IdentityOf(Device device) => _around.Identity?.Identify(device);

    public void Dispose() => Metrics.Dispose();
}

/// <summary>What the host brings along.</summary>
internal sealed record CallSurroundings(PromptLibrary Prompts, CallsOptions Options, ILoggerFactory Loggers)
{
    /// <summary>Where the stories of calls run, away from the threads that receive.</summary>
    public TaskScheduler Stories { get; init; } = TaskScheduler.Default;

    /// <summary>Which phones are busy; nobody hears of it unless the host says who.</summary>
    public PhoneActivity Phones { get; init; } =
        new(TimeProvider.System, [], Loggers.CreateLogger<PhoneActivity>());

    public ICallRecorder Recorder { get; init; } = new NoCallRecorder();

    public ICallerIdentity? Identity { get; init; }

    public LastSeen LastSeen { get; init; } = new();

    /// <summary>Where calls say what becomes of them.</summary>
    public IOutbox Outbox { get; init; } = new SilentOutbox();
}
