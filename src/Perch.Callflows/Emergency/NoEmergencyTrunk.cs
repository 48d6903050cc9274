using Perch.Directory;

namespace Perch.Callflows;

/// <summary>There is no way to the outside yet, so there is none for help, in no account.</summary>
internal sealed class NoEmergencyTrunk : IAlarmSource
{
    private static readonly StandingAlarm Alarm = new(
        "no-emergency-trunk",
        "No trunk takes emergency calls: who dials for help here is told to use another phone.");

    public IEnumerable<StandingAlarm> AlarmsOf(Account account) => [Alarm];
}
