using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>What became of a change, as HTTP.</summary>
public static class ChangeResults
{
    /// <summary>201 with Location <paramref name="path"/>/id, or the refusal.</summary>
    public static IResult ToCreated<T, TJson>(
        this ChangeOutcome<T> outcome, string path, Func<Stored<T>, TJson> show) => outcome switch
        {
            ChangeOutcome<T>.Done(var stored) =>
                ApiObject.Created($"{path}/{stored.Id}", show(stored), stored.Version),
            _ => outcome.ToRefusal(),
        };

    /// <summary>200 with the object as it is now, or the refusal.</summary>
    public static IResult ToChanged<T, TJson>(this ChangeOutcome<T> outcome, Func<Stored<T>, TJson> show) =>
        outcome switch
        {
            ChangeOutcome<T>.Done(var stored) => ApiObject.Found(show(stored), stored.Version),
            _ => outcome.ToRefusal(),
        };

    /// <summary>204, or the refusal.</summary>
    public static IResult ToDeleted<T>(this ChangeOutcome<T> outcome) =>
        outcome is ChangeOutcome<T>.Done ? TypedResults.NoContent() : outcome.ToRefusal();

    /// <summary>200 with the object, or 404.</summary>
    public static IResult ToFound<T, TJson>(this Stored<T>? stored, Func<Stored<T>, TJson> show) =>
        stored is null ? ApiProblem.NotFound() : ApiObject.Found(show(stored), stored.Version);

    private static IResult ToRefusal<T>(this ChangeOutcome<T> outcome)
    {
        if (outcome is not ChangeOutcome<T>.Refused refused)
        {
            return outcome is ChangeOutcome<T>.NotFound ? ApiProblem.NotFound() : ApiProblem.PreconditionFailed();
        }

        var errors = new FieldErrors();

        foreach (var problem in refused.Problems)
        {
            errors.Add(problem.Field, problem.Reason);
        }

        return refused.IsConflict ? ApiProblem.Conflict(errors) : ApiProblem.BadInput(errors);
    }
}
