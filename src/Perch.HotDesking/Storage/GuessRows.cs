using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>A try that was wrong, or is not known to be right yet.</summary>
internal sealed class PinTryRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>The user's id, or what <see cref="UnknownIds"/> makes of an ID that nobody has.</summary>
    public Guid Who { get; init; }

    /// <summary>Null for an ID that nobody has.</summary>
    public Guid? UserId { get; init; }

    public Guid? DeviceId { get; init; }

    public string? Address { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; init; }
}

/// <summary>A lock, in force or remembered, because the next one lasts twice as long.</summary>
internal sealed class LockoutRow
{
    /// <summary>In place of a person: the log-in of the desk, because of unknown IDs.</summary>
    public static readonly Guid WholeDesk = Guid.Empty;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>As in <see cref="PinTryRow"/>, or <see cref="WholeDesk"/>.</summary>
    public Guid Who { get; init; }

    public Guid? UserId { get; init; }

    public Guid? DeviceId { get; init; }

    public string? Address { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long From { get; private set; }

    /// <summary>Unix milliseconds.</summary>
    public long Until { get; private set; }

    /// <summary>Wrong tries of this lock and of those before it.</summary>
    public int Count { get; private set; }

    public int Times { get; private set; }

    /// <summary>Of the lock of an ID that nobody has there is nothing to see and nobody to let in.</summary>
    public bool IsShown => UserId is not null || Who == WholeDesk;

    public GuessLock ToLock() => new(
        DateTimeOffset.FromUnixTimeMilliseconds(From), DateTimeOffset.FromUnixTimeMilliseconds(Until), Count, Times);

    public void Take(GuessLock made)
    {
        From = made.From.ToUnixTimeMilliseconds();
        Until = made.Until.ToUnixTimeMilliseconds();
        Count = made.Count;
        Times = made.Times;
    }
}

/// <summary>The rows of one place.</summary>
internal static class GuessRows
{
    public static IQueryable<PinTryRow> TriesAt(this DbContext database, PinClaim claim)
    {
        var (account, device, address) = Keys(claim);

        return database.Set<PinTryRow>()
            .Where(row => row.AccountId == account && row.DeviceId == device && row.Address == address);
    }

    public static IQueryable<LockoutRow> LocksAt(this DbContext database, PinClaim claim)
    {
        var (account, device, address) = Keys(claim);

        return database.Set<LockoutRow>()
            .Where(row => row.AccountId == account && row.DeviceId == device && row.Address == address);
    }

    private static (Guid Account, Guid? Device, string? Address) Keys(PinClaim claim) =>
        (claim.Account.Id.Value, claim.Place.Device?.Value, claim.Place.Address);
}
