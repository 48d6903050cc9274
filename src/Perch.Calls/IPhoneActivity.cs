using Perch.Directory;

namespace Perch.Calls;

/// <summary>Which phones are on a call, ringing included.</summary>
public interface IPhoneActivity
{
    bool IsBusy(DeviceId phone);

    /// <summary>It rings, and nobody has taken it up.</summary>
    bool IsRinging(DeviceId phone);
}

/// <summary>Told when a phone's last call is over; on the thread where it happened, so it must not wait.</summary>
public interface IPhoneListener
{
    void Hear(PhoneBecameIdle news);
}

/// <summary>A phone is on no call any more.</summary>
/// <param name="WasUsed">Somebody dialled or answered; false where it only rang.</param>
public sealed record PhoneBecameIdle(DeviceId Phone, DateTimeOffset At, bool WasUsed);
