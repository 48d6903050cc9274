using Microsoft.Extensions.Logging;
using Perch.Calls;

namespace Perch.Callflows;

/// <summary>One call on its way through a callflow, and through others that it leads to.</summary>
internal sealed partial class CallflowRun(
    ICall call, string rest, CallflowBook book, CallPrograms programs, ILogger logger)
{
    private int _steps;

    /// <summary>Runs the programs one after another; returns how the call is to end.</summary>
    public async Task<HangUpCause> RunAsync(CallflowStep first)
    {
        var ending = HangUpCause.Normal;

        for (var step = first; step is not null;)
        {
            if (++_steps > CallflowLimits.MaxStepsOnOneCall)
            {
                LogLoop(call.Id, step.Program);
                call.Because(Why.CallflowLoop, step.Program);
                return HangUpCause.ServerError;
            }

            if (programs.Find(step.Program) is not { } program)
            {
                LogUnknown(call.Id, step.Program);
                call.Because(Why.ProgramMissing, step.Program);
                return HangUpCause.ServerError;
            }

            call.Because(Why.ProgramRuns, step.Program);
            var state = new ProgramStep(step.Data, rest) { RunCallflow = RunCallflowAsync };
            await program.RunAsync(call, state);
            ending = state.Ending;
            step = step.Child(state.Child);
        }

        return ending;
    }

    private async Task<HangUpCause> RunCallflowAsync(Guid id) =>
        book.Of(call.Account.Id).ById.TryGetValue(id, out var callflow)
            ? await RunAsync(callflow.Flow)
            : HangUpCause.Unavailable;

    [LoggerMessage(LogLevel.Warning, "Call {CallId} went round in callflows and was ended at {Program}")]
    private partial void LogLoop(CallId callId, string program);

    [LoggerMessage(LogLevel.Error, "Call {CallId} met a program that does not exist: {Program}")]
    private partial void LogUnknown(CallId callId, string program);
}

/// <summary>Starts runs.</summary>
internal sealed class CallflowRuns(CallflowBook book, CallPrograms programs, ILogger<CallRouter> logger)
{
    public Task<HangUpCause> RunAsync(ICall call, CallflowStep first, string rest) =>
        new CallflowRun(call, rest, book, programs, logger).RunAsync(first);
}
