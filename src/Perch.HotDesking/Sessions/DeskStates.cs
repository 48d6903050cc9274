using System.Text.Json.Serialization;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>What a desk's phone is doing now, from memory. Where nobody knows of calls or registrations, it does nothing.</summary>
internal sealed class DeskStates(
    IEnumerable<IPhoneActivity> phones, IEnumerable<IDeviceRegistrations> registrations)
{
    private readonly IPhoneActivity? _phones = phones.LastOrDefault();
    private readonly IDeviceRegistrations? _registrations = registrations.LastOrDefault();

    public DeskState Of(Device desk)
    {
        if (!desk.Enabled)
        {
            return DeskState.Disabled;
        }

        if (_phones?.IsBusy(desk.Id) is true)
        {
            return _phones.IsRinging(desk.Id) ? DeskState.Ringing : DeskState.OnCall;
        }

        return _registrations?.BindingsOf(desk.Id) is { Count: > 0 } ? DeskState.Ready : DeskState.Offline;
    }
}

/// <summary>What a desk's phone is doing.</summary>
internal enum DeskState
{
    /// <summary>Registered, and on no call.</summary>
    Ready,

    Ringing,

    [JsonStringEnumMemberName("on-call")]
    OnCall,

    /// <summary>Not registered.</summary>
    Offline,

    /// <summary>An administrator switched it off.</summary>
    Disabled,
}
