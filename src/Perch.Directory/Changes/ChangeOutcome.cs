namespace Perch.Directory;

/// <summary>What became of a change that an administrator asked for.</summary>
public abstract record ChangeOutcome<T>
{
    private ChangeOutcome()
    {
    }

    /// <summary>It is durable, and the directory already shows it.</summary>
    public sealed record Done(Stored<T> Stored) : ChangeOutcome<T>;

    /// <summary>No such thing in this account.</summary>
    public sealed record NotFound : ChangeOutcome<T>;

    /// <summary>Someone else changed it since the caller read it; nothing was written.</summary>
    public sealed record WrongVersion(long Current) : ChangeOutcome<T>;

    /// <summary>A rule forbids it; nothing was written. Never empty.</summary>
    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : ChangeOutcome<T>
    {
        /// <summary>Everything that is wrong collides with something that exists.</summary>
        public bool IsConflict => Problems.All(problem => problem.Conflict);
    }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The name as in the API, such as <c>hotDesk.pin</c>; empty for the whole.</param>
/// <param name="Reason">A sentence for a person; never holds a secret.</param>
/// <param name="Conflict">It collides with something that exists, rather than being wrong in itself.</param>
public sealed record FieldProblem(string Field, string Reason, bool Conflict = false);

/// <summary>A thing as the database holds it.</summary>
/// <param name="Version">Grows by one with each change.</param>
public sealed record Stored<T>(Guid Id, T Value, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
