using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>The ledger inside a transaction: what is open, and the only two things that are ever written.</summary>
internal static class SessionRows
{
    public static IQueryable<HotDeskSessionRow> Open(this DbContext database) =>
        database.Set<HotDeskSessionRow>().Where(row => row.EndedAt == null);

    public static IQueryable<HotDeskSessionRow> OpenAround(this DbContext database, DeviceId device, UserId user) =>
        database.Open().Where(row => row.DeviceId == device.Value || row.UserId == user.Value);

    public static void Start(this DbContext database, HotDeskSession session) =>
        database.Add(HotDeskSessionRow.From(session));

    /// <summary>Closes the row and returns the session as it is now.</summary>
    public static HotDeskSession End(this HotDeskSessionRow row, EndReason reason, DateTimeOffset now)
    {
        row.Close(new SessionEnd(now, reason));
        return row.ToSession();
    }
}
