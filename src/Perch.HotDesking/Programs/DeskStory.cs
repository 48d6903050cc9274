using System.Text.Json;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>What the codes at a desk share: they answer, take no settings, and bear a dead database.</summary>
internal abstract partial class DeskStory(ILogger logger) : ICallProgram
{
    public abstract string Name { get; }

    public abstract string DefaultCode { get; }

    public virtual bool TakesRest => true;

    public virtual bool IsForLoggingIn => false;

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) =>
        data.ValueKind is JsonValueKind.Object && data.EnumerateObject().FirstOrDefault() is { Name: { } unknown }
            ? new Dictionary<string, string> { [unknown] = "is not a setting of this program" }
            : new Dictionary<string, string>();

    public async Task RunAsync(ICall call, ProgramStep step)
    {
        await call.AnswerAsync();
        var dialled = DialledEntry.Parse(step.Rest, call.Account.DialledPin);

        if (!await TellOrApologiseAsync(call, dialled))
        {
            step.Child = null;
        }
    }

    /// <summary>True when what was asked for is done; a callflow goes on with its child only then.</summary>
    protected abstract Task<bool> TellAsync(ICall call, DialledEntry dialled);

    private async Task<bool> TellOrApologiseAsync(ICall call, DialledEntry dialled)
    {
        try
        {
            return await TellAsync(call, dialled);
        }
        catch (StoreUnavailableException failure)
        {
            LogUnavailable(failure, Name, call.Id);
            call.Because(Why.DatabaseAway);
            await call.PlayAsync(DeskPrompts.TryLater);
            return false;
        }
        catch (OperationCanceledException) when (call.Ended.IsCancellationRequested)
        {
            throw new CallEndedException();
        }
    }

    [LoggerMessage(LogLevel.Error, "{Program} of call {CallId} changed nothing: the database is unavailable")]
    private partial void LogUnavailable(Exception failure, string program, CallId callId);
}
