using System.Diagnostics.Metrics;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Log-ins by outcome and way, and what keeps people out: <c>perch.hotdesk.log_ins</c>. Whoever is refused because of
/// their ID or PIN gets no further, so each try is counted once.
/// </summary>
internal sealed class HotDeskingMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Outcomes = TagsOf<LogInOutcome>("outcome");
    private static readonly KeyValuePair<string, object?>[] Refusals = TagsOf<Refusal>("outcome");
    private static readonly KeyValuePair<string, object?>[] Ways = TagsOf<StartedHow>("how");
    private static readonly KeyValuePair<string, object?>[] Reasons = TagsOf<EndReason>("reason");
    private static readonly KeyValuePair<string, object?> Unavailable = new("outcome", "Unavailable");

    private readonly Meter _meter = new("Perch.HotDesking");
    private readonly Counter<long> _logIns;
    private readonly Counter<long> _ended;

    public HotDeskingMetrics(OpenSessions open)
    {
        _logIns = _meter.CreateCounter<long>("perch.hotdesk.log_ins", description: "Log-ins by outcome and way");
        _ended = _meter.CreateCounter<long>("perch.hotdesk.sessions.ended", description: "Hot-desk sessions that ended, by reason");
        _meter.CreateObservableGauge("perch.hotdesk.sessions", () => open.Count, description: "Open hot-desk sessions");
    }

    /// <summary>What keeps somebody out before anybody looks where they want to sit.</summary>
    public enum Refusal
    {
        UnknownId,
        WrongPin,
        Locked,
    }

    public void LoggedIn(LogInOutcome outcome, StartedHow how) => _logIns.Add(1, Outcomes[(int)outcome], Ways[(int)how]);

    public void NotProven(Refusal why, StartedHow how) => _logIns.Add(1, Refusals[(int)why], Ways[(int)how]);

    public void DatabaseAway(StartedHow how) => _logIns.Add(1, Unavailable, Ways[(int)how]);

    public void Ended(EndReason reason) => _ended.Add(1, Reasons[(int)reason]);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?>[] TagsOf<T>(string name)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new KeyValuePair<string, object?>(name, value.ToString()))];
}
