using System.Text.RegularExpressions;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>
/// Finds what was dialled: emergency numbers, then exact matches, then the longest literal prefix of a program that
/// takes a rest, then patterns. Among exact matches a callflow comes before a feature code, and both before an
/// extension, which a callflow may claim.
/// </summary>
internal sealed class NumberPlan(IDirectory directory, CallflowBook book, CallPrograms programs)
{
    // What no person dials is not looked for.
    private const int MaxDialled = 64;

    /// <param name="from">
    /// The phone: which numbers call for help depends on where it stands. Null: those of the whole account.
    /// </param>
    public Destination? Find(AccountId account, string dialled, Device? from = null)
    {
        if (dialled.Length is 0 or > MaxDialled)
        {
            return null;
        }

        var forHelp = from is null
            ? directory.IsReservedForHelp(account, dialled)
            : directory.CallsForHelp(from, dialled);

        return forHelp
            ? new Destination.ToEmergency(dialled)
            : Exactly(account, dialled) ?? ByPrefix(account, dialled) ?? ByPattern(account, dialled);
    }

    private Destination? Exactly(AccountId account, string dialled)
    {
        if (book.Of(account).ByNumber.TryGetValue(dialled, out var callflow))
        {
            return new Destination.ToCallflow(callflow, Rest: "", dialled);
        }

        if (Codes(account).FirstOrDefault(code => code.Code == dialled).Program is { } program)
        {
            return new Destination.ToProgram(program, Rest: "", dialled);
        }

        return directory.UserByExtension(account, dialled) is { } user ? new Destination.ToUser(user, dialled) : null;
    }

    private Destination? ByPrefix(AccountId account, string dialled)
    {
        for (var length = dialled.Length - 1; length > 0; length--)
        {
            if (WithRest(account, dialled[..length], dialled[length..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Destination? WithRest(AccountId account, string number, string rest)
    {
        var shown = Redaction.Hide(number);

        if (book.Of(account).ByNumber.TryGetValue(number, out var callflow) && TakesRest(callflow))
        {
            return new Destination.ToCallflow(callflow, rest, shown);
        }

        var code = Codes(account).FirstOrDefault(code => code.Code == number && code.Program.TakesRest);

        return code.Program is { } program
            ? new Destination.ToProgram(program, rest, shown)
            : null;
    }

    private Destination.ToCallflow? ByPattern(AccountId account, string dialled)
    {
        foreach (var callflow in book.Of(account).WithPatterns)
        {
            var matches = callflow.Patterns.Select(pattern => pattern.Match(dialled));

            if (matches.FirstOrDefault(match => match.Success) is { } match)
            {
                return Caught(callflow, dialled, match.Groups.Count > 1 ? match.Groups[1] : null);
            }
        }

        return null;
    }

    private Destination.ToCallflow Caught(Callflow callflow, string dialled, Group? rest)
    {
        var isSecret = rest is { Success: true, Length: > 0 } && TakesRest(callflow);

        return new Destination.ToCallflow(
            callflow, rest?.Value ?? "", isSecret ? Redaction.Hide(dialled[..rest!.Index]) : Redaction.Mask(dialled));
    }

    private bool TakesRest(Callflow callflow) => programs.Find(callflow.Flow.Program) is { TakesRest: true };

    private IEnumerable<(string Code, ICallProgram Program)> Codes(AccountId account) =>
        programs.CodesOf(account)
            .Where(code => code.Enabled)
            .Select(code => (code.Code, programs.Find(code.Name)!));
}
