using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>What must hold of a callflow before it is saved.</summary>
internal sealed class CallflowRules(CallPrograms programs, FlowCheck flows, IDirectory directory)
{
    /// <summary>What is wrong with the draft in itself.</summary>
    public IEnumerable<FieldProblem> Check(CallflowDraft draft, CallflowStep flow, AccountId account) =>
    [
        .. draft.Numbers.Select((number, place) => CheckNumber(number, place, account)).OfType<FieldProblem>(),
        .. Repeated("numbers", draft.Numbers),
        .. draft.Patterns.Select(CheckPattern).OfType<FieldProblem>(),
        .. Repeated("patterns", draft.Patterns),
        .. flows.Check(flow, account),
    ];

    /// <summary>What collides with feature codes and, inside the transaction, with other callflows.</summary>
    public async Task<IReadOnlyList<FieldProblem>> CollisionsAsync(
        DbContext database, CallflowDraft draft, AccountId account, Guid id)
    {
        var codes = programs.CodesOf(account)
            .Where(code => code.Enabled && draft.Numbers.Contains(code.Code))
            .Select(code => Collision("numbers", $"{code.Code} is the feature code {code.Name}"));
        var taken = await database.Set<CallflowNumberRow>().AsNoTracking()
            .Where(row => row.AccountId == account.Value && row.CallflowId != id)
            .Where(row => row.IsPattern ? draft.Patterns.Contains(row.Number) : draft.Numbers.Contains(row.Number))
            .ToListAsync();

        return
        [
            .. codes,
            .. taken.Select(row => Collision(
                row.IsPattern ? "patterns" : "numbers", $"{row.Number} leads to another callflow")),
        ];
    }

    private FieldProblem? CheckNumber(string number, int place, AccountId account)
    {
        var wrong = number switch
        {
            { Length: 0 or > CallflowLimits.MaxNumberLength } => "must have 1 to 32 keys",
            _ when !number.All(key => char.IsAsciiDigit(key) || key is '*' or '#' or '+') =>
                "may hold only the keys 0 to 9, *, # and +",
            _ when directory.IsReservedForHelp(account, number) => "is an emergency number",
            _ => null,
        };

        return wrong is null ? null : new FieldProblem($"numbers[{place}]", wrong);
    }

    private static FieldProblem? CheckPattern(string pattern, int place) =>
        NumberPattern.Parse(pattern) is null
            ? new FieldProblem(
                $"patterns[{place}]",
                "must be a regular expression without look-around, options or back-references, "
                    + $"for at most {CallflowLimits.MaxPatternSize} keys")
            : null;

    private static FieldProblem Collision(string field, string reason) => new(field, reason, Conflict: true);

    private static IEnumerable<FieldProblem> Repeated(string field, IReadOnlyList<string> entries) =>
        entries.GroupBy(entry => entry).Where(group => group.Count() > 1)
            .Select(group => new FieldProblem(field, $"holds {group.Key} more than once"));
}
