using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows;

/// <summary>
/// Lets a phone send a call to a colleague's extension and nowhere else: a callflow, a feature code, an emergency
/// number or an outside number runs with rights that the phone does not have.
/// </summary>
internal sealed class RedirectTargets(NumberPlan plan, IHotDesks hotDesks) : IRedirectTargets
{
    public IReadOnlyList<Device> DevicesAt(Account account, string number) =>
        plan.Find(account.Id, number) is Destination.ToUser { User: { Enabled: true } user }
            ? hotDesks.DevicesRingingFor(user.Id)
            : [];
}
