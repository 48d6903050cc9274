using Microsoft.Extensions.Logging;
using Perch.Calls;

namespace Perch.HotDesking;

/// <summary><c>*12</c>: the session at this phone ends; other desks and calls in progress are left alone.</summary>
internal sealed class LogOutProgram(
    IHotDesks hotDesks, WhoIsThere whoIsThere, LeavingASeat seat, ILogger<LogOutProgram> logger) : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-logout";

    public override string Name => ProgramName;

    public override string DefaultCode => "*12";

    public override bool IsForLoggingIn => true;

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled)
    {
        var here = call.Caller.Device is { } device ? hotDesks.OpenAt(device.Id) : [];

        return here switch
        {
            [] => await NobodyAsync(call),
            [var only] => await seat.LeaveAsync(call, only, isProven: false),
            _ => await LogOutOneOfAsync(call, here, dialled),
        };
    }

    private async Task<bool> LogOutOneOfAsync(ICall call, IReadOnlyList<HotDeskSession> here, DialledEntry dialled)
    {
        if (await whoIsThere.AskAsync(call, dialled) is not { } user)
        {
            return false;
        }

        return here.FirstOrDefault(session => session.UserId == user.Id) is { } mine
            ? await seat.LeaveAsync(call, mine, isProven: true)
            : await NobodyAsync(call);
    }

    private static async Task<bool> NobodyAsync(ICall call)
    {
        call.Because(Why.NobodyHere, call.Caller.Device);
        await call.PlayAsync(DeskPrompts.Nobody);
        return false;
    }
}
