using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>*13</c>: the phones that somebody owns all go off, or all on.</summary>
internal sealed class ToggleProgram(
    IDirectory directory,
    IHotDesks hotDesks,
    WhoIsThere whoIsThere,
    OwnPhones phones,
    SeatToggle seat,
    ILogger<ToggleProgram> logger)
    : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-toggle";

    private const string NotMeKey = "*";
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(4);

    public override string Name => ProgramName;

    public override string DefaultCode => "*13";

    public override bool IsForLoggingIn => true;

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled)
    {
        var user = dialled.AsksForAnybody ? null : ByThePhone(call.Caller);
        var isProven = user is null;
        user ??= await whoIsThere.AskAsync(call, dialled);

        while (user is not null && phones.Any(user))
        {
            var change = await phones.ToggleAsync(user.Id, CancellationToken.None);

            if (await call.AskKeyAsync(Said(user, change), NotMeKey, UndoWithin) is null)
            {
                await call.PlayAsync(DeskPrompts.Goodbye);
                return true;
            }

            await phones.RestoreAsync(change);
            user = await whoIsThere.AskAsync(call, DialledEntry.Nothing);
            isProven = true;
        }

        return user is not null && await seat.ToggleAsync(call, user, isProven);
    }

    // Who came last speaks for a shared desk, but another occupant must not switch that person's phones.
    private User? ByThePhone(Caller caller)
    {
        var isShared = caller.Device is { } desk && hotDesks.OpenAt(desk.Id).Count > 1;
        var person = isShared ? caller.Device?.OwnerId : caller.User?.Id;

        return person is { } id ? directory.User(id) : null;
    }

    private static IReadOnlyList<Prompt> Said(User user, RingStateChange change) =>
    [
        .. PersonSpeech.ToThemselves(user),
        .. Spoken.Number(change.Before.Count),
        DeskPrompts.PhonesAre(change.On, change.Before.Count),
        DeskPrompts.NotYou,
    ];
}
