using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// What one kind of thing adds to <see cref="Resource{TRequest,TRow,TId,TDraft,TJson}"/>: how it is listed, read and
/// shown, and who may not touch it. One is made for each request, with what its constructor asks for.
/// </summary>
internal abstract record ResourceRequest<TRow, TId, TDraft, TJson>(ApiCaller Caller, IChanges<TId, TDraft> Changes)
{
    /// <summary>Such as <c>/api/v1/sites</c>.</summary>
    public abstract string Path { get; }

    public abstract ListOf<TRow> List { get; }

    public abstract TId IdOf(Guid id);

    public abstract Stored<TDraft> StoredOf(TRow row);

    /// <summary>What the request says, over what is there.</summary>
    public abstract TDraft Read(JsonBody body, TDraft now);

    public abstract TJson Show(Stored<TDraft> stored);

    /// <summary>In the answer to the request that brought <paramref name="given"/>.</summary>
    public virtual TJson ShowWritten(Stored<TDraft> stored, TDraft given) => Show(stored);

    /// <summary>Those of the account that the caller may know of.</summary>
    public virtual IQueryable<TRow> Visible(IQueryable<TRow> rows) => rows;

    /// <summary>Whether the caller may know of this one; if not, it is 404 like one that does not exist.</summary>
    public virtual bool MaySee(TId id) => true;

    /// <summary>Null, or why this caller may not add this.</summary>
    public virtual IResult? RefuseCreation(TDraft given) => null;

    /// <summary>Null, or why this caller may not change this one.</summary>
    public virtual Task<IResult?> RefuseChangeAsync(TId id, CancellationToken cancellation) =>
        Task.FromResult<IResult?>(null);

    /// <summary>Null, or why this caller may not delete this one.</summary>
    public virtual Task<IResult?> RefuseDeletionAsync(TId id, CancellationToken cancellation) =>
        RefuseChangeAsync(id, cancellation);

    /// <summary>What follows a change that is done.</summary>
    public virtual Task ChangedAsync(TId id, TDraft given, CancellationToken cancellation) => Task.CompletedTask;
}
