using Microsoft.Extensions.Logging;
using Perch.Calls;

namespace Perch.HotDesking;

/// <summary><c>*11</c>: whoever is at this phone logs in, and their calls come here.</summary>
internal sealed class LogInProgram(
    IHotDesks hotDesks, WhoIsThere whoIsThere, TakingASeat seat, Refusals refusals, ILogger<LogInProgram> logger)
    : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-login";

    public override string Name => ProgramName;

    public override string DefaultCode => "*11";

    public override bool IsForLoggingIn => true;

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled)
    {
        if (call.Caller.Device is not { } desk || !hotDesks.IsDesk(desk))
        {
            refusals.AtPhone(call, Why.NotADesk);
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        return await whoIsThere.AskAsync(call, dialled) is { } user
            && await seat.TakeAsync(call, desk, user);
    }
}
