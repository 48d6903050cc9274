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
        var found = Find(step.Data.Id(UserIdField), call.Account.Id);

        if (found is not { Enabled: true } user)
        {
            call.Because(new Decision(found is null ? Why.UserGone : Why.UserDisabled) { User = found?.Id });
            step.Ending = HangUpCause.Unavailable;
            return;
        }

        if (IsAt(call.Caller, user))
        {
            call.Because(Why.CallsThemselves, user);
            await call.PlayAsync(CallingYourself);
            step.Ending = HangUpCause.Unavailable;
            return;
        }

        call.Because(Why.UserCalled, user);
        var phones = hotDesks.PhonesOf(user.Id);

        foreach (var phone in phones)
        {
            call.Because(phone.Why, phone.Device, phone.Guest);
        }

        await call.RingAsync(
            step, [.. phones.Where(phone => phone.Rings).Select(phone => phone.Device)], step.Data.Ringing());
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
