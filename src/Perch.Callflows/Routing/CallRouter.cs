using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Runs what the number plan finds, and ends the call.</summary>
internal sealed class CallRouter(
    NumberPlan plan, CallflowBook book, CallPrograms programs, ILogger<CallRouter> logger) : ICallRouter
{
    private static readonly Prompt Unavailable = new("unavailable");
    private static readonly Prompt NoEmergencyTrunk = new("no-emergency-trunk");

    public async Task RouteAsync(ICall call, string dialled)
    {
        var ending = plan.Find(call.Account.Id, dialled) switch
        {
            // The phone has words of its own for a number that does not exist.
            null => HangUpCause.NoSuchNumber,
            Destination.ToUser to => await RunAsync(call, RingUserProgram.Implicitly(to.User.Id), rest: ""),
            Destination.ToCallflow to => await RunAsync(call, to.Callflow.Flow, to.Rest),
            Destination.ToProgram to => await RunAsync(call, CallflowStep.Only(to.Program.Name), to.Rest),
            Destination.ToEmergency => await SayThereIsNoTrunkAsync(call),
            var other => throw new InvalidOperationException($"Nothing leads to {other}."),
        };

        await EndAsync(call, ending);
    }

    public string Redact(Account account, string dialled) =>
        plan.Find(account.Id, dialled)?.Shown ?? Redaction.Mask(dialled);

    public bool IsRoutable(Account account, string dialled) => plan.Find(account.Id, dialled) is not null;

    private Task<HangUpCause> RunAsync(ICall call, CallflowStep first, string rest) =>
        new CallflowRun(call, rest, book, programs, logger).RunAsync(first);

    private static async Task<HangUpCause> SayThereIsNoTrunkAsync(ICall call)
    {
        await call.PlayAsync(NoEmergencyTrunk);
        return HangUpCause.ServerError;
    }

    private static async Task EndAsync(ICall call, HangUpCause ending)
    {
        // A phone that was answered cannot show a status any more: it would only fall silent.
        if (ending is HangUpCause.Unavailable || (call.IsAnswered && ending is HangUpCause.Busy))
        {
            await call.PlayAsync(Unavailable);
        }

        await call.HangUpAsync(ending);
    }
}
