using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>What was asked for.</summary>
/// <param name="DryRun">Say what would change, and change nothing.</param>
/// <param name="SkipBad">Import the good lines although others are wrong.</param>
/// <param name="Kind">What a table or a list holds, where it does not show.</param>
internal sealed record ImportOptions(bool DryRun, bool SkipBad, ImportKind? Kind);

/// <summary>The query of an import, of which every name must be known: a misspelt <c>dryRun</c> must not import.</summary>
internal sealed record ImportQuery(string? DryRun, string? SkipBad, string? Kind)
{
    private const string DryRunName = "dryRun";
    private const string SkipBadName = "skipBad";
    private const string KindName = "kind";

    public bool TryRead(
        IQueryCollection query, out ImportOptions options, [NotNullWhen(false)] out IResult? problem)
    {
        var errors = new FieldErrors();

        foreach (var name in query.Keys.Where(name => name is not (DryRunName or SkipBadName or KindName)))
        {
            errors.Add(name, $"is none of {DryRunName}, {SkipBadName} and {KindName}");
        }

        options = new(Flag(DryRunName, DryRun, errors), Flag(SkipBadName, SkipBad, errors), ReadKind(errors));
        problem = errors.Any ? ApiProblem.BadInput(errors) : null;
        return problem is null;
    }

    private static bool Flag(string name, string? value, FieldErrors errors)
    {
        if (value is not (null or "true" or "false"))
        {
            errors.Add(name, "must be true or false");
        }

        return value == "true";
    }

    private ImportKind? ReadKind(FieldErrors errors)
    {
        if (Kind is null)
        {
            return null;
        }

        if (WireNames.TryRead(Kind, out ImportKind kind))
        {
            return kind;
        }

        errors.Add(KindName, $"must be one of: {WireNames.Listed<ImportKind>()}");
        return null;
    }
}
