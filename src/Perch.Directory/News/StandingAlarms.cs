using System.Diagnostics.Metrics;

namespace Perch.Directory;

/// <summary>Something that is wrong with an account and stays so until somebody acts.</summary>
/// <param name="Name">In the manner of the API, such as <c>no-emergency-trunk</c>.</param>
/// <param name="Text">One sentence for the administrator.</param>
public sealed record StandingAlarm(string Name, string Text);

/// <summary>A module that knows of such a thing. Asked at any time, from any thread; must not wait.</summary>
public interface IAlarmSource
{
    IEnumerable<StandingAlarm> AlarmsOf(Account account);
}

/// <summary>All alarms that stand now: the settings show them, metrics count them, and <see cref="AlarmNews"/> tells.</summary>
public sealed class StandingAlarms : IDisposable
{
    private readonly IReadOnlyList<IAlarmSource> _sources;
    private readonly IDirectory _directory;
    private readonly Meter _meter = new("Perch.Alarms");

    public StandingAlarms(IEnumerable<IAlarmSource> sources, IDirectory directory)
    {
        (_sources, _directory) = ([.. sources], directory);
        _meter.CreateObservableGauge("perch.alarms.standing", Measure, description: "Alarms that stand, by account");
    }

    public IReadOnlyList<StandingAlarm> Of(AccountId account) =>
        _directory.Account(account) is { } known ? [.. _sources.SelectMany(source => source.AlarmsOf(known))] : [];

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Measure() =>
        from account in _directory.Accounts
        from alarm in Of(account.Id)
        select new Measurement<int>(1, new("alarm", alarm.Name), new("account", account.Name));
}
