using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Runs what the number plan finds and the gate lets pass, and ends the call.</summary>
internal sealed class CallRouter(
    NumberPlan plan, CallGate gate, CallflowRuns runs, EmergencyCalls emergencies) : ICallRouter
{
    private static readonly Prompt Unavailable = new("unavailable");

    public async Task RouteAsync(ICall call, string dialled)
    {
        var (destination, stopped) = await FindAsync(call, dialled);

        var ending = stopped ?? destination switch
        {
            // The phone has words of its own for a number that does not exist.
            null => HangUpCause.NoSuchNumber,
            Destination.ToUser to => await runs.RunAsync(call, RingUserProgram.Implicitly(to.User.Id), rest: ""),
            Destination.ToCallflow to => await runs.RunAsync(call, to.Callflow.Flow, to.Rest),
            Destination.ToProgram to => await runs.RunAsync(call, CallflowStep.Only(to.Program.Name), to.Rest),
            Destination.ToEmergency => await emergencies.RunAsync(call, dialled),
            var other => throw new InvalidOperationException($"Nothing leads to {other}."),
        };

        await EndAsync(call, ending);
    }

    public string Redact(Account account, string dialled) =>
        plan.Find(account.Id, dialled)?.Shown ?? Redaction.Mask(dialled);

    public bool IsRoutable(Account account, string dialled) => plan.Find(account.Id, dialled) is not null;

    private async Task<(Destination? Destination, HangUpCause? Stopped)> FindAsync(ICall call, string dialled)
    {
        using var span = RoutingTraces.Begin();
        var destination = plan.Find(call.Account.Id, dialled, call.Caller.Device);
        Explain(call, destination);
        RoutingTraces.Found(span, destination);

        return (destination, await gate.StopAsync(call, destination, dialled));
    }

    private static void Explain(ICall call, Destination? found)
    {
        switch (found)
        {
            case Destination.ToUser to:
                call.Because(Why.DialledExtension, to.User);
                break;

            case Destination.ToCallflow to:
                call.Because(Why.DialledCallflow, to.Callflow.Name);
                break;

            case Destination.ToProgram to:
                call.Because(Why.DialledCode, to.Program.Name);
                break;

            default:
                call.Because(found is null ? Why.DialledUnknown : Why.DialledEmergency);
                break;
        }
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
