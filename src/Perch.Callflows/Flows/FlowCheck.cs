using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Asks every program of a callflow whether it can work with what was written for it.</summary>
internal sealed class FlowCheck(CallPrograms programs)
{
    /// <summary>What is wrong, under the names that the API has for it, such as <c>flow.data.userId</c>.</summary>
    public IEnumerable<FieldProblem> Check(CallflowStep flow, AccountId account) => Check(flow, account, "flow");

    private IEnumerable<FieldProblem> Check(CallflowStep step, AccountId account, string path)
    {
        if (programs.Find(step.Program) is not { } program)
        {
            return [new FieldProblem($"{path}.program", $"must be one of: {string.Join(", ", programs.Names)}")];
        }

        var settings = program.Check(step.Data, account)
            .Select(wrong => new FieldProblem($"{path}.data.{wrong.Key}", wrong.Value));
        var strangers = step.Children.Keys.Where(name => !program.TakesChild(name))
            .Select(name => new FieldProblem($"{path}.children.{name}", $"is not a child that {program.Name} can have"));
        var below = step.Children.SelectMany(
            child => Check(child.Value, account, $"{path}.children.{child.Key}"));

        return [.. settings, .. strangers, .. below];
    }
}
