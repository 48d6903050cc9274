using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Writes what a transaction does to the sessions into the outbox, in that transaction.</summary>
internal sealed class DeskEvents(IOutbox outbox, ICurrentActor actors)
{
    /// <summary>To be read before the transaction.</summary>
    public string? Actor => actors.Id;

    /// <param name="actor">Who did it; null where nobody in particular asked.</param>
    public SessionChange Say(DbContext database, SessionChange change, string? actor)
    {
        foreach (var session in change.Ended)
        {
            outbox.Add(database, LoggedOut(session, actor));
        }

        if (change.Started is { } started)
        {
            outbox.Add(database, LoggedIn(started, actor));
        }

        return change;
    }

    private static OutboxEvent LoggedIn(HotDeskSession session, string? actor)
    {
        var data = DataOf(session);
        data["startedHow"] = WireNames.Of(session.Start.How);
        return new(session.AccountId, "desk.logged_in", session.Start.At, actor, data);
    }

    // Somebody who logs out at the phone has shown who they are, or that the desk is theirs to leave.
    private static OutboxEvent LoggedOut(HotDeskSession session, string? actor)
    {
        var end = session.End!;
        var data = DataOf(session);
        data["reason"] = WireNames.Of(end.Reason);
        actor ??= end.Reason is EndReason.LoggedOut ? session.UserId.ToString() : null;
        return new(session.AccountId, "desk.logged_out", end.At, actor, data);
    }

    private static JsonObject DataOf(HotDeskSession session) => new()
    {
        ["hotDeskSessionId"] = session.Id,
        ["userId"] = session.UserId.Value,
        ["deviceId"] = session.DeviceId.Value,
    };
}
