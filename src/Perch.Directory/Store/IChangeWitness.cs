using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Sees every change before it is saved, in its transaction, and may add rows of its own to it.</summary>
public interface IChangeWitness
{
    /// <summary>Asked where the change is asked for; what it gives comes back to <see cref="Witness"/>. Null: not needed.</summary>
    object? WhoAsks();

    /// <summary>On the writer's thread, before the rows that <paramref name="database"/> tracks are written.</summary>
    void Witness(DbContext database, object who);
}

/// <summary>A row of which is noted who changed it.</summary>
public interface IAuditedRow
{
    /// <summary>What it is, in the words of the API, such as <c>device</c>.</summary>
    string AuditKind { get; }

    Guid AuditId { get; }

    Guid AuditAccount { get; }

    /// <summary>What people call it.</summary>
    string AuditName { get; }
}

/// <summary>Notes what changes nothing but matters all the same, such as reading a password.</summary>
public interface IAuditLog
{
    /// <summary>Returns when it is durable; throws <see cref="StoreUnavailableException"/> when it cannot be.</summary>
    Task NoteAsync(AuditedAct act, CancellationToken cancellation);
}

/// <summary>Something that somebody did to one thing.</summary>
/// <param name="Act">Such as <c>credentials-read</c>.</param>
/// <param name="Kind">What it was done to, such as <c>device</c>.</param>
public sealed record AuditedAct(AccountId Account, string Act, string Kind, Guid Id, string Name);

/// <summary>Where nothing is noted.</summary>
public sealed class NoAuditLog : IAuditLog
{
    public Task NoteAsync(AuditedAct act, CancellationToken cancellation) => Task.CompletedTask;
}
