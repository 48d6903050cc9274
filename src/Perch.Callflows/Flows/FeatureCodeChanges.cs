using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Changes a feature code, unless another program or a callflow has the new one.</summary>
internal sealed class FeatureCodeChanges(
    IFeatureCodes codes, CallPrograms programs, CallflowBook book, IDirectory directory)
{
    public FeatureCode? Find(AccountId account, string name) =>
        programs.CodesOf(account).FirstOrDefault(code => code.Name == name);

    public async Task<ChangeOutcome<FeatureCode>> PutAsync(FeatureCode code, CancellationToken cancellation) =>
        Problem(code) is { } problem
            ? new ChangeOutcome<FeatureCode>.Refused([problem])
            : await codes.PutAsync(code.AccountId, code.Name, code.Code, code.Enabled, cancellation);

    private FieldProblem? Problem(FeatureCode code)
    {
        if (code.Code.Any(key => !char.IsAsciiDigit(key) && key is not '*' and not '#'))
        {
            return new FieldProblem("code", "may hold only the keys 0 to 9, * and #");
        }

        if (directory.IsReservedForHelp(code.AccountId, code.Code))
        {
            return new FieldProblem("code", "is an emergency number");
        }

        return code.Enabled && Owner(code) is { } owner
            ? new FieldProblem("code", $"is taken by {owner}", Conflict: true)
            : null;
    }

    private string? Owner(FeatureCode code) =>
        programs.CodesOf(code.AccountId)
            .FirstOrDefault(other => other.Enabled && other.Code == code.Code && other.Name != code.Name)?.Name
        ?? (book.Of(code.AccountId).ByNumber.TryGetValue(code.Code, out var callflow)
            ? $"the callflow {callflow.Name}"
            : null);
}
