using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Logs somebody out at the desk they are calling from, and says so; asks for the PIN where the desk does.</summary>
internal sealed class LeavingASeat(IDirectory directory, IHotDesks hotDesks, WhoIsThere whoIsThere)
{
    /// <summary>True when the session has ended.</summary>
    /// <param name="isProven">They have just given ID and PIN.</param>
    public async Task<bool> LeaveAsync(ICall call, HotDeskSession session, bool isProven)
    {
        if (!isProven && !await MayLeaveAsync(call, session))
        {
            return false;
        }

        // People hang up as soon as they have dialled this; it counts all the same.
        await hotDesks.LogOutAsync(session.Id, EndReason.LoggedOut, CancellationToken.None);
        call.Because(new Decision(Why.LoggedOut) { Device = session.DeviceId, User = session.UserId });
        await call.PlayAsync(DeskPrompts.LoggedOut, DeskPrompts.Goodbye);
        return true;
    }

    private async Task<bool> MayLeaveAsync(ICall call, HotDeskSession session)
    {
        var asks = call.Caller.Device is { } desk && directory.PolicyOf(desk).PinToLogOut is true;

        return !asks || directory.User(session.UserId) is not { } user || await whoIsThere.ProveAsync(call, user);
    }
}
