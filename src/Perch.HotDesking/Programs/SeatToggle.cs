using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>*13</c> for somebody who owns no phone: in at this desk when not there, out otherwise.</summary>
internal sealed class SeatToggle(IHotDesks hotDesks, TakingASeat seat)
{
    public async Task<bool> ToggleAsync(ICall call, User user)
    {
        if (call.Caller.Device is not { } desk)
        {
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        if (hotDesks.OpenAt(desk.Id).FirstOrDefault(session => session.UserId == user.Id) is { } here)
        {
            await hotDesks.LogOutAsync(here.Id, EndReason.LoggedOut, CancellationToken.None);
            await call.PlayAsync(DeskPrompts.LoggedOut, DeskPrompts.Goodbye);
            return true;
        }

        if (!hotDesks.IsDesk(desk))
        {
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        return await seat.TakeAsync(call, desk, user);
    }
}
