using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>*13</c> for somebody who owns no phone: in at this desk when not there, out otherwise.</summary>
internal sealed class SeatToggle(IHotDesks hotDesks, TakingASeat taking, LeavingASeat leaving, Refusals refusals)
{
    /// <param name="isProven">They have just given ID and PIN; else the phone spoke for them.</param>
    public async Task<bool> ToggleAsync(ICall call, User user, bool isProven)
    {
        if (call.Caller.Device is not { } desk)
        {
            refusals.AtPhone(call, Why.NotADesk, user, isProven);
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        if (hotDesks.OpenAt(desk.Id).FirstOrDefault(session => session.UserId == user.Id) is { } here)
        {
            return await leaving.LeaveAsync(call, here, isProven);
        }

        if (!hotDesks.IsDesk(desk))
        {
            refusals.AtPhone(call, Why.NotADesk, user, isProven);
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        return await taking.TakeAsync(call, desk, user);
    }
}
