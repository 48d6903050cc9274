using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Logs a known person in at the desk they are calling from, and says what became of it.</summary>
internal sealed class TakingASeat(IDirectory directory, IHotDesks hotDesks, Refusals refusals)
{
    private const string TakeOverKey = "1";

    /// <summary>True when the person is logged in here now.</summary>
    public async Task<bool> TakeAsync(ICall call, Device desk, User user)
    {
        var result = await LogInAsync(call, desk, user);
        var logsIn = result.Outcome is LogInOutcome.LoggedIn or LogInOutcome.AlreadyHere;
        var why = Refusals.ReasonOf(result.Outcome);

        if (logsIn)
        {
            call.Because(why, desk, user.Id);
        }
        else
        {
            refusals.AtPhone(call, why, user, isProven: true);
        }

        await call.PlayAsync(Answer(result.Outcome, user));
        return logsIn;
    }

    private async Task<LogInResult> LogInAsync(ICall call, Device desk, User user)
    {
        var request = new LogInRequest(desk.Id, user.Id, StartedHow.Phone, user.Id);

        while (true)
        {
            var result = await hotDesks.LogInAsync(request, call.Ended);

            if (result.Outcome is not LogInOutcome.Occupied || !await AgreesToTakeOverAsync(call, result.Occupants))
            {
                return result;
            }

            // Agreed about these people only: if others sit here by now, the question comes again.
            request = request with { TakeOver = TakeOver.From(result.Occupants) };
        }
    }

    private async Task<bool> AgreesToTakeOverAsync(ICall call, IReadOnlyList<UserId> occupants)
    {
        var people = occupants.SelectMany(occupant => PersonSpeech.Of(directory.User(occupant)));

        return await call.AskKeyAsync(
            [.. people, DeskPrompts.Occupied], TakeOverKey, DigitQuestion.FirstDigitWithin) is not null;
    }

    private static IReadOnlyList<Prompt> Answer(LogInOutcome outcome, User user) => outcome switch
    {
        LogInOutcome.LoggedIn or LogInOutcome.AlreadyHere =>
            [.. PersonSpeech.ToThemselves(user), DeskPrompts.LoggedIn, DeskPrompts.Goodbye],
        LogInOutcome.Occupied => [DeskPrompts.Goodbye],
        LogInOutcome.OccupiedRefused => [DeskPrompts.OccupiedRefused],
        LogInOutcome.ElsewhereRefused => [DeskPrompts.ElsewhereRefused],
        LogInOutcome.NotADesk => [DeskPrompts.NotADesk],
        LogInOutcome.Disabled => [DeskPrompts.Disabled],
    };
}
