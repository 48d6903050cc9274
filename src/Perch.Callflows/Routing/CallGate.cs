using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows;

/// <summary>Looks up what <see cref="CallRights"/> decides upon, for each call anew, and tells the caller.</summary>
internal sealed class CallGate(IDirectory directory, IHotDesks hotDesks, CallPrograms programs)
{
    private static readonly Prompt LogInFirst = new("hotdesk-log-in-first");
    private static readonly Prompt NeedsPin = new("hotdesk-needs-pin");

    /// <summary>Null where the call may go on; otherwise the caller was told, and this is how the call ends.</summary>
    public async Task<HangUpCause?> StopAsync(ICall call, Destination? destination, string dialled)
    {
        if (call.Caller.Device is not { } phone || KindOf(destination, dialled) is not { } kind)
        {
            return null;
        }

        var verdict = CallRights.Decide(kind, StandingOf(call, phone));

        if (verdict is CallVerdict.Allowed)
        {
            return null;
        }

        call.Because(verdict is CallVerdict.NeedsPin ? Why.NeedsPin : Why.MayNotCall, phone);

        if (verdict is not CallVerdict.Refused)
        {
            await call.PlayAsync(verdict is CallVerdict.NeedsPin ? NeedsPin : LogInFirst);
        }

        return HangUpCause.Forbidden;
    }

    /// <summary>Null for what needs no right: help, and what is no number at all.</summary>
    private DialledKind? KindOf(Destination? destination, string dialled) => destination switch
    {
        Destination.ToEmergency => null,
        Destination.ToProgram to => KindOf(to.Program),
        Destination.ToCallflow to => KindOf(programs.Find(to.Callflow.Flow.Program)),
        Destination.ToUser => DialledKind.Inside,
        _ => IsOutsideNumber(dialled) ? DialledKind.Outside : null,
    };

    private static DialledKind KindOf(ICallProgram? program) =>
        program is { IsForLoggingIn: true } ? DialledKind.LogIn : DialledKind.Inside;

    // A mistyped code or a name is no call to the outside; the phone has words of its own for it.
    private static bool IsOutsideNumber(string dialled)
    {
        var digits = dialled.AsSpan(dialled.StartsWith('+') ? 1 : 0);

        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private Standing StandingOf(ICall call, Device phone)
    {
        var who = call.Caller switch
        {
            { User: null } => Occupied.ByNobody,
            { WithoutPin: true } when call.Account.PinlessLimits => Occupied.WithoutPin,
            _ => Occupied.BySomebody,
        };

        return new(
            who, directory.PolicyOf(phone).LoggedOutProfile ?? LoggedOutProfile.Internal, hotDesks.IsDesk(phone));
    }
}
