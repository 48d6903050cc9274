using System.Text.Json;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary><c>play</c>: answers and plays a built-in prompt to its end.</summary>
internal sealed class PlayProgram(IPromptCatalogue prompts) : ICallProgram
{
    private const string MediaIdField = "mediaId";

    public string Name => "play";

    public async Task RunAsync(ICall call, ProgramStep step)
    {
        await call.AnswerAsync();

        if (step.Data.Text(MediaIdField) is { } prompt && prompts.Has(prompt))
        {
            await call.PlayAsync(new Prompt(prompt));
        }
    }

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) => new SettingsCheck(data)
        .Text(MediaIdField, prompts.Has, "is not a recording")
        .Done();
}
