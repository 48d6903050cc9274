using Perch.Api;

namespace Perch.Directory;

/// <summary>What becomes of a line.</summary>
internal enum ImportAction
{
    Create,
    Update,
    Unchanged,
    Refused,
}

/// <summary>One line of an import on its way.</summary>
internal sealed class ImportLine(ImportItem item)
{
    private bool _isWrong;

    public ImportItem Item => item;

    /// <summary>What people call it; null where the line does not say.</summary>
    public string? Name { get; init; }

    /// <summary>What is there already; null: it will be new.</summary>
    public Guid? Target { get; init; }

    /// <summary>The fields it gives; of what is there, those that change are known after a trial.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Those of the given fields that are never compared.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What must be unique, by field, as it will be.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Keys { get; init; } = [];

    public IReadOnlyList<WarningJson> Warnings { get; init; } = [];

    /// <summary>Null where the line could not be read.</summary>
    public IPlannedChange? Change { get; init; }

    /// <summary>Runs after the commit.</summary>
    public Func<CancellationToken, Task>? Afterwards { get; init; }

    public FieldErrors Errors { get; init; } = new();

    public bool IsRefused => Errors.Any;

    /// <summary>It is right in itself, but does not go together with what is there.</summary>
    public bool IsConflict => IsRefused && Change is not null && !_isWrong;

    public ImportAction Action => this switch
    {
        { IsRefused: true } => ImportAction.Refused,
        { Change.IsNew: true } => ImportAction.Create,
        { Change.IsUnchanged: true } => ImportAction.Unchanged,
        _ => ImportAction.Update,
    };

    /// <summary>What is written, if the line is good.</summary>
    public bool Writes => Action is ImportAction.Create or ImportAction.Update;

    public IReadOnlyList<string> Fields => Action switch
    {
        ImportAction.Create => Given,
        ImportAction.Update => [.. Change!.Fields.Union(Secrets).Order(StringComparer.Ordinal)],
        _ => [],
    };

    public void Refuse(string field, string reason, bool conflict = false)
    {
        _isWrong |= !conflict;
        Errors.Add(field, reason);
    }

    public void Refuse(IReadOnlyList<FieldProblem> problems)
    {
        foreach (var problem in problems)
        {
            Refuse(problem.Field, problem.Reason, problem.Conflict);
        }
    }
}
