using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Counts tries and keeps locks in the database; <see cref="GuessRule"/> decides.</summary>
internal sealed class Guesses(IPerchStore store, IOutbox outbox, UnknownIds unknownIds, TimeProvider time)
{
    /// <summary>Counts the try as a wrong one until it is known to be right; while locked it is not counted.</summary>
    public Task<GuessGate> BeginAsync(PinClaim claim, CancellationToken cancellation) => store.WriteAsync(
        async (database, token) =>
        {
            var turn = await TurnAsync(database, claim, token);

            // So many of them unknown yet, or left by a crash, are as good as wrong.
            if ((turn.InForce() ?? await AddLocksAsync(turn, token)) is { } until)
            {
                return new GuessGate(until, TimeSpan.Zero);
            }

            var delay = await DelayAsync(turn, token);
            database.Add(turn.NewTry());
            await ForgetAsync(turn, token);
            return new GuessGate(LockedUntil: null, delay);
        },
        committed: null,
        cancellation);

    /// <summary>The pair starts afresh. What the person tried elsewhere, and unknown IDs here, stay counted.</summary>
    public Task WasRightAsync(PinClaim claim) => store.WriteAsync(
        async (database, token) =>
        {
            var who = unknownIds.WhoIs(claim);
            await database.TriesAt(claim).Where(row => row.Who == who).ExecuteDeleteAsync(token);
            await database.LocksAt(claim).Where(row => row.Who == who).ExecuteDeleteAsync(token);
            return true;
        },
        committed: null,
        CancellationToken.None);

    /// <summary>Locks what this try was one too many for.</summary>
    public Task WasWrongAsync(PinClaim claim) => store.WriteAsync(
        async (database, token) =>
        {
            var turn = await TurnAsync(database, claim, token);

            if (turn.InForce() is null)
            {
                await AddLocksAsync(turn, token);
            }

            return true;
        },
        committed: null,
        CancellationToken.None);

    /// <summary>Null when the place is open to this person.</summary>
    public Task<DateTimeOffset?> LockedUntilAsync(PinClaim claim, CancellationToken cancellation) => store.ReadAsync(
        async (database, token) => (await TurnAsync(database, claim, token)).InForce(),
        cancellation);

    private async Task<GuessTurn> TurnAsync(DbContext database, PinClaim claim, CancellationToken cancellation)
    {
        var who = unknownIds.WhoIs(claim);
        var locks = await database.LocksAt(claim)
            .Where(row => row.Who == who || row.Who == LockoutRow.WholeDesk)
            .ToListAsync(cancellation);

        return new GuessTurn(database, claim, who, time.GetUtcNow())
        {
            OfPair = locks.Find(row => row.Who == who),
            OfDesk = locks.Find(row => row.Who == LockoutRow.WholeDesk),
        };
    }

    private async Task<DateTimeOffset?> AddLocksAsync(GuessTurn turn, CancellationToken cancellation)
    {
        var pair = await turn.LockOfPairAsync(cancellation);
        var desk = await turn.LockOfDeskAsync(cancellation);
        Tell(turn, pair);
        Tell(turn, desk);

        return Latest(pair?.Until, desk?.Until);
    }

    private void Tell(GuessTurn turn, LockoutRow? locked)
    {
        if (locked is { IsShown: true })
        {
            outbox.Add(turn.Database, new OutboxEvent(
                turn.Claim.Account.Id, "desk.locked", turn.Now, Actor: null, new JsonObject
                {
                    ["lockoutId"] = locked.Id,
                    ["userId"] = locked.UserId,
                    ["deviceId"] = locked.DeviceId,
                    ["address"] = locked.Address,
                    ["until"] = DateTimeOffset.FromUnixTimeMilliseconds(locked.Until),
                    ["count"] = locked.Count,
                }));
        }
    }

    private static async Task<TimeSpan> DelayAsync(GuessTurn turn, CancellationToken cancellation)
    {
        if (turn.Claim.IsPortalSession || await turn.IsKnownHereAsync(cancellation))
        {
            return TimeSpan.Zero;
        }

        return GuessRule.DelayAfter(await turn.TriesEverywhereAsync(cancellation), turn.Limits);
    }

    private static async Task ForgetAsync(GuessTurn turn, CancellationToken cancellation)
    {
        var (tries, locks) = (turn.Since(GuessRule.Window), turn.Since(GuessRule.Forgotten));
        await turn.Database.Set<PinTryRow>().Where(row => row.At < tries).ExecuteDeleteAsync(cancellation);
        await turn.Database.Set<LockoutRow>().Where(row => row.Until < locks).ExecuteDeleteAsync(cancellation);
    }

    private static DateTimeOffset? Latest(long? one, long? other) => (one, other) switch
    {
        (null, null) => null,
        _ => DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(one ?? 0, other ?? 0)),
    };
}

/// <summary>Whether a try may go on, and how long its answer waits.</summary>
internal sealed record GuessGate(DateTimeOffset? LockedUntil, TimeSpan Delay);
