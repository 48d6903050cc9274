using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// Where modules say what has happened, for the event stream and webhooks. What configuration and hot-desk sessions
/// say is written in the transaction that makes it true; what phones and calls say follows a moment later.
/// </summary>
public interface IOutbox
{
    /// <summary>Adds a row to the running transaction: it is told if that commits, and only then.</summary>
    void Add(DbContext database, OutboxEvent happened);

    /// <summary>Written soon, with others; the last moments may be lost when the process dies. Never waits.</summary>
    void AddSoon(OutboxEvent happened);
}

/// <summary>One thing that has happened in an account.</summary>
/// <param name="Account">Whose it is; nobody else sees it.</param>
/// <param name="Type">Its name in the API, such as <c>desk.logged_in</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Actor">Who did it: a user's or key's id as text; null for the system itself.</param>
/// <param name="Data">Its particulars in the API's names; <c>userId</c> and <c>deviceId</c> where there are any. No secrets.</param>
public sealed record OutboxEvent(AccountId Account, string Type, DateTimeOffset At, string? Actor, JsonObject Data);
