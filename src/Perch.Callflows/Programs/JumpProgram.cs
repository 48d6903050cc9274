using System.Text.Json;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary><c>callflow</c>: another callflow takes the call; how that one ends is how this one ends.</summary>
internal sealed class JumpProgram(CallflowBook book) : ICallProgram
{
    private const string CallflowIdField = "callflowId";

    public string Name => "callflow";

    public async Task RunAsync(ICall call, ProgramStep step)
    {
        step.Ending = step is { RunCallflow: { } run } && step.Data.Id(CallflowIdField) is { } id
            ? await run(id)
            : HangUpCause.Unavailable;

        step.Child = null;
    }

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) => new SettingsCheck(data)
        .Id(CallflowIdField, book.Of(account).ById.ContainsKey)
        .Done();
}
