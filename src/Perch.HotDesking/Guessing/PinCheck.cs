using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Whether somebody is who they say, over phone and API alike. A try is on the disk before its answer is known, so
/// that no crash gives it back; without a database there is no answer. While a place is locked the PIN is checked all
/// the same, and what comes of it is not looked at.
/// </summary>
internal sealed class PinCheck(Guesses guesses, IPins pins, HotDeskingMetrics metrics, TimeProvider time)
{
    /// <summary>Throws <see cref="StoreUnavailableException"/> when the try cannot be counted.</summary>
    public async Task<PinVerdict> CheckAsync(PinClaim claim, CancellationToken cancellation)
    {
        using var span = HotDeskingTraces.PinCheck();
        var verdict = await JudgeAsync(claim, cancellation);
        span?.SetTag("perch.pin.verdict", verdict.GetType().Name);

        if (RefusalOf(verdict, claim) is { } refusal)
        {
            metrics.NotProven(refusal, claim.IsPortalSession ? StartedHow.Web : StartedHow.Phone);
        }

        return verdict;
    }

    private static HotDeskingMetrics.Refusal? RefusalOf(PinVerdict verdict, PinClaim claim) => verdict switch
    {
        PinVerdict.Locked => HotDeskingMetrics.Refusal.Locked,
        PinVerdict.Wrong when claim.User is null => HotDeskingMetrics.Refusal.UnknownId,
        PinVerdict.Wrong => HotDeskingMetrics.Refusal.WrongPin,
        _ => null,
    };

    private async Task<PinVerdict> JudgeAsync(PinClaim claim, CancellationToken cancellation)
    {
        if (claim is { Pin: null, User: not null })
        {
            return await guesses.LockedUntilAsync(claim, cancellation) is { } locked
                ? new PinVerdict.Locked(locked)
                : PinVerdict.Right.Only;
        }

        var gate = await guesses.BeginAsync(claim, cancellation);
        await Task.Delay(gate.Delay, time, cancellation);
        var right = await IsRightAsync(claim, cancellation);

        if (gate.LockedUntil is { } until)
        {
            return new PinVerdict.Locked(until);
        }

        if (right)
        {
            await guesses.WasRightAsync(claim);
            return PinVerdict.Right.Only;
        }

        await guesses.WasWrongAsync(claim);
        return PinVerdict.Wrong.Only;
    }

    // A user without a PIN and nobody at all are checked against nothing, which takes as long.
    private async Task<bool> IsRightAsync(PinClaim claim, CancellationToken cancellation) =>
        claim.Pin is { } pin && await pins.VerifyAsync(claim.User?.HotDesk.Pin, pin, cancellation);
}

/// <summary>What became of a claim.</summary>
internal abstract record PinVerdict
{
    public sealed record Right : PinVerdict
    {
        public static Right Only { get; } = new();
    }

    public sealed record Wrong : PinVerdict
    {
        public static Wrong Only { get; } = new();
    }

    /// <summary>Not looked at: too many were wrong here.</summary>
    public sealed record Locked(DateTimeOffset Until) : PinVerdict;
}
