using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Somebody logged in at a desk; told after the commit.</summary>
public sealed record HotDeskSessionStarted(HotDeskSession Session);

/// <summary>Somebody is no longer logged in at a desk; told after the commit.</summary>
public sealed record HotDeskSessionEnded(HotDeskSession Session);

/// <summary>A user's own devices were switched on or off by <c>*13</c> or its like; told after the commit.</summary>
public sealed record DevicesToggled(UserId User, bool On, IReadOnlyList<DeviceId> Devices);

/// <summary>
/// Hears what happened at the desks, in the order of the commits. Runs on the writer of the database, so it must
/// only note the news and return.
/// </summary>
public interface IHotDeskListener
{
    void Hear(HotDeskSessionStarted news);

    void Hear(HotDeskSessionEnded news);

    void Hear(DevicesToggled news);
}
