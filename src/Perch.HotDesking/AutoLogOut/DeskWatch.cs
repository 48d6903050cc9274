using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Notes what happens at desks, for the log-outs that wait for it.</summary>
internal sealed class DeskWatch(DeskFactBook facts, LogOutSchedule schedule) : IPhoneListener, IRegistrationListener
{
    public void Hear(PhoneBecameIdle news)
    {
        if (news.WasUsed)
        {
            facts.Used(news.Phone, news.At);
        }

        schedule.Renew(news.Phone);
    }

    public void Hear(DeviceRegistered news)
    {
        facts.Registered(news.Device);
        schedule.Renew(news.Device);
    }

    public void Hear(DeviceUnregistered news)
    {
        facts.Unregistered(news.Device, news.At);
        schedule.Renew(news.Device);
    }
}
