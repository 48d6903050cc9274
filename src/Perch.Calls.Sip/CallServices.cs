using Microsoft.Extensions.Logging;
using Perch.Directory;
using Perch.Media;
using Perch.Registrar;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>What every call needs from around it; one for each server.</summary>
internal sealed partial class CallServices(
    SipStack stack, MediaEngine engine, IDirectory directory, ILocationService location, CallSurroundings around)
{
    public SipStack Stack => stack;

    public MediaEngine Engine => engine;

    public IDirectory Directory => directory;

    public ILocationService Location => location;

    public PromptLibrary Prompts => around.Prompts;

    public TaskScheduler Stories => around.Stories;

    public CallsOptions Options => around.Options;

    private readonly ILogger _log = around.Loggers.CreateLogger("Perch.Calls");

    public DialogTable Dialogs { get; } = new();

    public LiveCalls Live { get; } = new();
}

/// <summary>What the host brings along.</summary>
internal sealed record CallSurroundings(PromptLibrary Prompts, CallsOptions Options, ILoggerFactory Loggers)
{
    /// <summary>Where the stories of calls run, away from the threads that receive.</summary>
    public TaskScheduler Stories { get; init; } = TaskScheduler.Default;
}
