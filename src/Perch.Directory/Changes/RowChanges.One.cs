using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

internal abstract partial class RowChanges<TRow, TDraft, TSecrets>
{
    protected OneChange Plan(Guid account, Stored<TDraft>? seen, TDraft draft) => new(this, account, seen, draft);

    /// <summary>One change on its course, alone in its transaction or one of many.</summary>
    protected sealed class OneChange(
        RowChanges<TRow, TDraft, TSecrets> changes, Guid account, Stored<TDraft>? seen, TDraft given) : IPlannedChange
    {
        private readonly TDraft _draft = changes.Normalise(given);
        private readonly TRow? _new = seen is null ? changes.New(account) : null;
        private TSecrets? _secrets;

        public FieldChecks Checks { get; private set; } = new();

        public Guid Id => seen?.Id ?? _new!.Id;

        public bool IsNew => seen is null;

        public bool IsUnchanged => seen is not null && _draft.Equals(seen.Value);

        public IReadOnlyList<string> Fields { get; private set; } = [];

        public FieldChecks Check()
        {
            changes.Check(Checks, _draft);
            return Checks;
        }

        public async Task PrepareAsync(CancellationToken cancellation) =>
            _secrets = await changes.PrepareAsync(_draft, IsNew, cancellation);

        /// <summary>The change inside its transaction.</summary>
        public async Task<ChangeOutcome<TDraft>> EnterAsync(
            DbContext database, DirectoryEdits? edits, CancellationToken cancellation)
        {
            var row = _new ?? await changes.RowAsync(database, account, Id, cancellation);
            if (Missing(row, seen?.Version) is { } missing)
            {
                return missing;
            }

            Checks = new();
            await changes.CheckInDatabaseAsync(new(Checks, database, account, Id), _draft, cancellation);
            if (!Checks.IsClean)
            {
                return Checks.Refuse<TDraft>();
            }

            changes.Take(row!, _draft, _secrets);
            Track(database, row!);
            if (edits is not null)
            {
                await changes.PublishAsync(database, edits, row!, cancellation);
            }

            return new ChangeOutcome<TDraft>.Done(row!.Stored(changes.DraftOf(row!)));
        }

        public async Task<IReadOnlyList<FieldProblem>> WriteAsync(
            DbContext database, DirectoryEdits? edits, CancellationToken cancellation) =>
            await EnterAsync(database, edits, cancellation) switch
            {
                ChangeOutcome<TDraft>.Done => [],
                ChangeOutcome<TDraft>.Refused refused => refused.Problems,
                _ => [new("", "was changed by somebody else meanwhile: import again", Conflict: true)],
            };

        private void Track(DbContext database, TRow row)
        {
            if (IsNew)
            {
                database.Add(row);
                return;
            }

            Fields = ChangedFields.Of(database.Entry(row));
            changes.Touch(row);
        }
    }
}

/// <summary>A change that waits for its turn in a transaction of many.</summary>
internal interface IPlannedChange
{
    /// <summary>Of what is there, or will be.</summary>
    Guid Id { get; }

    bool IsNew { get; }

    bool IsUnchanged { get; }

    /// <summary>What it changes of what is there, by the names of the API, secrets apart; known once it was written or tried.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>The rules that need nobody else.</summary>
    FieldChecks Check();

    /// <summary>The slow work, outside the transaction.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Inside the transaction, with the rules that need the database. Empty: it is done.</summary>
    /// <param name="database">Where; nothing is saved here.</param>
    /// <param name="edits">Null for a trial: nothing is told, secrets need not be prepared.</param>
    /// <param name="cancellation">The request's.</param>
    Task<IReadOnlyList<FieldProblem>> WriteAsync(
        DbContext database, DirectoryEdits? edits, CancellationToken cancellation);
}

/// <summary>Changes of one kind of thing that are written together with others.</summary>
internal interface IPlannedChanges<TDraft>
{
    /// <param name="account">Whose.</param>
    /// <param name="seen">What is changed; null makes a new one.</param>
    /// <param name="draft">What it shall be.</param>
    IPlannedChange Plan(AccountId account, Stored<TDraft>? seen, TDraft draft);
}
