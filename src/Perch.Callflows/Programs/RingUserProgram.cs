using System.Text.Json;
using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows;

/// <summary><c>user</c>: rings a person wherever they are now; unanswered, the callflow goes on.</summary>
internal sealed class RingUserProgram(IDirectory directory, IHotDesks hotDesks) : ICallProgram
{
    private const string ProgramName = "user";
    private const string UserIdField = "userId";
    private static readonly Prompt CallingYourself = new("calling-yourself");

    public string Name => ProgramName;

    /// <summary>What an extension does that no callflow claims.</summary>
    public static CallflowStep Implicitly(UserId user) => CallflowStep.Only(
        ProgramName,
        JsonSerializer.SerializeToElement(new Dictionary<string, Guid> { [UserIdField] = user.Value }));

    public async Task RunAsync(ICall call, ProgramStep step)
    {
        if (Find(step.Data.Id(UserIdField), call.Account.Id) is not { Enabled: true } user)
        {
            step.Ending = HangUpCause.Unavailable;
            return;
        }

        if (IsAt(call.Caller, user))
        {
            await call.PlayAsync(CallingYourself);
            step.Ending = HangUpCause.Unavailable;
            return;
        }

        await call.RingAsync(step, hotDesks.DevicesRingingFor(user.Id), step.Data.Ringing());
    }

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) => new SettingsCheck(data)
        .Id(UserIdField, id => Find(id, account) is not null)
        .Timeout()
        .Done();

    private User? Find(Guid? id, AccountId account) =>
        id is { } given && directory.User(new UserId(given)) is { } user && user.AccountId == account ? user : null;

    private bool IsAt(Caller caller, User user) =>
        caller.User?.Id == user.Id
        || (caller.Device is { } phone && hotDesks.OpenAt(phone.Id).Any(session => session.UserId == user.Id));
}
