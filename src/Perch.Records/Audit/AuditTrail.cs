using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Perch.Api;
using Perch.Directory;

namespace Perch.Records;

/// <summary>
/// Notes in the transaction of each change who made it over the API, so that there is neither a change without its note
/// nor a note without its change. What phones and clocks do has no one to name, and a ledger of its own.
/// </summary>
internal sealed class AuditTrail(IHttpContextAccessor requests, IPerchStore store, TimeProvider time)
    : IChangeWitness, IAuditLog
{
    /// <summary>Change with every change, and say nothing.</summary>
    private static readonly string[] Uninteresting = ["Version", "UpdatedAt", "UsernameKey", "SipUsernameKey"];

    public object? WhoAsks() =>
        requests.HttpContext is { User.Identity.IsAuthenticated: true } http
            ? new Asker(ApiCaller.Of(http.User), CallerAddress.Of(http))
            : null;

    public void Witness(DbContext database, object who)
    {
        foreach (var entry in database.ChangeTracker.Entries().ToList())
        {
            if (entry is { Entity: IAuditedRow row } && ActOf(entry.State) is { } act)
            {
                var fields = entry.State == EntityState.Modified ? FieldsOf(entry) : "";
                // An account is the operator's affair, and its own rows go with it.
                var account = row.AuditId == row.AuditAccount ? ((Asker)who).Caller.Account : new(row.AuditAccount);
                var done = new AuditedAct(account, act, row.AuditKind, row.AuditId, row.AuditName);
                database.Add(RowOf((Asker)who, done, fields));
            }
        }
    }

    public Task NoteAsync(AuditedAct act, CancellationToken cancellation) => WhoAsks() is Asker who
        ? store.WriteAsync(
            (database, _) => Task.FromResult(database.Add(RowOf(who, act, "")).Entity), committed: null, cancellation)
        : Task.CompletedTask;

    private static string? ActOf(EntityState state) => state switch
    {
        EntityState.Added => "created",
        EntityState.Modified => "changed",
        EntityState.Deleted => "deleted",
        _ => null,
    };

    private static string FieldsOf(EntityEntry entry) => string.Join(
        ' ',
        entry.Properties.Where(property => property.IsModified && !Uninteresting.Contains(property.Metadata.Name))
            .Select(property => char.ToLowerInvariant(property.Metadata.Name[0]) + property.Metadata.Name[1..])
            .Concat(entry.ComplexProperties.Where(complex => complex.IsModified).Select(complex =>
                char.ToLowerInvariant(complex.Metadata.Name[0]) + complex.Metadata.Name[1..])));

    private AuditRow RowOf(Asker who, AuditedAct act, string fields)
    {
        var now = time.GetUtcNow();

        return new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = act.Account.Value,
            At = now.ToUnixTimeMilliseconds(),
            UserId = who.Caller.User?.Value,
            ApiKeyId = who.Caller.Key,
            Role = WireNames.Of(who.Caller.Role),
            Address = who.Address,
            Act = act.Act,
            Kind = act.Kind,
            ObjectId = act.Id,
            ObjectName = act.Name,
            Fields = fields,
        };
    }

    private sealed record Asker(ApiCaller Caller, string Address);
}
