using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>One try, or its end, inside its transaction: what is known about the person and the place.</summary>
internal sealed class GuessTurn(DbContext database, PinClaim claim, Guid who, DateTimeOffset now)
{
    public DbContext Database => database;

    public PinClaim Claim => claim;

    public DateTimeOffset Now => now;

    public GuessLimits Limits { get; } = GuessRule.LimitsOf(claim.Account);

    /// <summary>The last lock of this person here, in force or remembered.</summary>
    public LockoutRow? OfPair { get; init; }

    /// <summary>The last lock of the whole desk.</summary>
    public LockoutRow? OfDesk { get; init; }

    public DateTimeOffset? InForce()
    {
        LockoutRow?[] all = [OfPair, OfDesk];
        var inForce = all.OfType<LockoutRow>().Select(row => row.ToLock()).Where(it => it.IsInForce(now)).ToList();

        return inForce.Count == 0 ? null : inForce.Max(it => it.Until);
    }

    /// <summary>The row of the lock that this person's tries here have made.</summary>
    public async Task<LockoutRow?> LockOfPairAsync(CancellationToken cancellation)
    {
        var tries = await TimesAsync(database.TriesAt(claim).Where(row => row.Who == who), cancellation);

        return Keep(OfPair, GuessRule.Lock(tries, Limits.WrongPins, OfPair?.ToLock(), Limits, now), who);
    }

    /// <summary>The row of the lock that unknown IDs at this desk have made.</summary>
    public async Task<LockoutRow?> LockOfDeskAsync(CancellationToken cancellation)
    {
        if (claim is not { User: null, Place.Device: not null })
        {
            return null;
        }

        var tries = await TimesAsync(database.TriesAt(claim).Where(row => row.UserId == null), cancellation);
        var made = GuessRule.Lock(tries, Limits.UnknownIds, OfDesk?.ToLock(), Limits, now);

        return Keep(OfDesk, made, LockoutRow.WholeDesk);
    }

    public Task<int> TriesEverywhereAsync(CancellationToken cancellation)
    {
        var (account, since) = (claim.Account.Id.Value, Since(GuessRule.Window));

        return database.Set<PinTryRow>()
            .CountAsync(row => row.AccountId == account && row.Who == who && row.At > since, cancellation);
    }

    /// <summary>Whether the person sat at this desk before any try that still counts.</summary>
    public async Task<bool> IsKnownHereAsync(CancellationToken cancellation)
    {
        if (claim is not { User.Id.Value: var user, Place.Device.Value: var device })
        {
            return false;
        }

        var before = Since(GuessRule.Window);

        return await database.Set<HotDeskSessionRow>().AnyAsync(
            row => row.UserId == user && row.DeviceId == device && row.StartedAt < before
                && row.StartedHow == StartedHow.Phone,
            cancellation);
    }

    public PinTryRow NewTry() => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = claim.Account.Id.Value,
        Who = who,
        UserId = claim.User?.Id.Value,
        DeviceId = claim.Place.Device?.Value,
        Address = claim.Place.Address,
        At = now.ToUnixTimeMilliseconds(),
    };

    public long Since(TimeSpan ago) => (now - ago).ToUnixTimeMilliseconds();

    private async Task<IEnumerable<DateTimeOffset>> TimesAsync(
        IQueryable<PinTryRow> tries, CancellationToken cancellation)
    {
        var since = Since(GuessRule.Window);
        var times = await tries.Where(row => row.At > since).Select(row => row.At).ToListAsync(cancellation);

        return times.Select(DateTimeOffset.FromUnixTimeMilliseconds);
    }

    private LockoutRow? Keep(LockoutRow? row, GuessLock? made, Guid whose)
    {
        if (made is null)
        {
            return null;
        }

        if (row is null)
        {
            row = new LockoutRow
            {
                Id = Guid.CreateVersion7(now),
                AccountId = claim.Account.Id.Value,
                Who = whose,
                UserId = whose == LockoutRow.WholeDesk ? null : claim.User?.Id.Value,
                DeviceId = claim.Place.Device?.Value,
                Address = claim.Place.Address,
            };
            database.Add(row);
        }

        row.Take(made);
        return row;
    }
}
