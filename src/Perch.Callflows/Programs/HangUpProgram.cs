using System.Text.Json;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary><c>hangup</c>: the call ends here; one that was not answered is refused.</summary>
internal sealed class HangUpProgram : ICallProgram
{
    public string Name => "hangup";

    public Task RunAsync(ICall call, ProgramStep step)
    {
        step.Ending = call.IsAnswered ? HangUpCause.Normal : HangUpCause.Declined;
        step.Child = null;
        return Task.CompletedTask;
    }

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) =>
        new SettingsCheck(data).Done();
}
