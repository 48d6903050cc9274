using Microsoft.Extensions.Logging;
using Perch.Calls;

namespace Perch.HotDesking;

/// <summary><c>*12</c>: the session at this phone ends; other desks and calls in progress are left alone.</summary>
internal sealed class LogOutProgram(
    IHotDesks hotDesks, WhoIsThere whoIsThere, ILogger<LogOutProgram> logger) : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-logout";

    public override string Name => ProgramName;

    public override string DefaultCode => "*12";

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled)
    {
        var here = call.Caller.Device is { } device ? hotDesks.OpenAt(device.Id) : [];

        return here switch
        {
            [] => await NobodyAsync(call),
            [var only] => await LogOutAsync(call, only),
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
            ? await LogOutAsync(call, mine)
            : await NobodyAsync(call);
    }

    private async Task<bool> LogOutAsync(ICall call, HotDeskSession session)
    {
        // People hang up as soon as they have dialled this; it counts all the same.
        await hotDesks.LogOutAsync(session.Id, EndReason.LoggedOut, CancellationToken.None);
        await call.PlayAsync(DeskPrompts.LoggedOut, DeskPrompts.Goodbye);
        return true;
    }

    private static async Task<bool> NobodyAsync(ICall call)
    {
        await call.PlayAsync(DeskPrompts.Nobody);
        return false;
    }
}
