using System.Collections.Immutable;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// The open sessions in memory, as of the last commit, so that routing never asks the database. Read from any
/// thread; written by the store's commits, one after another.
/// </summary>
internal sealed class OpenSessions
{
    private volatile Seats _seats = Seats.None;

    public IReadOnlyList<HotDeskSession> At(DeviceId device) => _seats.ByDevice.GetValueOrDefault(device, []);

    public IReadOnlyList<HotDeskSession> Of(UserId user) => _seats.ByUser.GetValueOrDefault(user, []);

    public int Count => _seats.ByDevice.Values.Sum(sessions => sessions.Count);

    public IEnumerable<HotDeskSession> All => _seats.ByDevice.Values.SelectMany(sessions => sessions);

    public void Load(IEnumerable<HotDeskSession> open) => _seats = open
        .OrderBy(session => session.Start.At)
        .Aggregate(Seats.None, (seats, session) => seats.With(session));

    public void Apply(SessionChange change)
    {
        var seats = change.Ended.Aggregate(_seats, (left, session) => left.Without(session));
        _seats = change.Started is { } started ? seats.With(started) : seats;
    }

    private sealed record Seats(
        ImmutableDictionary<DeviceId, ImmutableList<HotDeskSession>> ByDevice,
        ImmutableDictionary<UserId, ImmutableList<HotDeskSession>> ByUser)
    {
        public static Seats None { get; } = new(
            ImmutableDictionary<DeviceId, ImmutableList<HotDeskSession>>.Empty,
            ImmutableDictionary<UserId, ImmutableList<HotDeskSession>>.Empty);

        public Seats With(HotDeskSession session) => new(
            ByDevice.SetItem(session.DeviceId, ByDevice.GetValueOrDefault(session.DeviceId, []).Add(session)),
            ByUser.SetItem(session.UserId, ByUser.GetValueOrDefault(session.UserId, []).Add(session)));

        public Seats Without(HotDeskSession session) => new(
            Remove(ByDevice, session.DeviceId, session.Id), Remove(ByUser, session.UserId, session.Id));

        private static ImmutableDictionary<TKey, ImmutableList<HotDeskSession>> Remove<TKey>(
            ImmutableDictionary<TKey, ImmutableList<HotDeskSession>> sessions, TKey key, Guid id)
            where TKey : notnull
        {
            var left = sessions.GetValueOrDefault(key, []).RemoveAll(session => session.Id == id);
            return left.IsEmpty ? sessions.Remove(key) : sessions.SetItem(key, left);
        }
    }
}

/// <summary>What one transaction did to the sessions.</summary>
internal sealed record SessionChange(IReadOnlyList<HotDeskSession> Ended, HotDeskSession? Started)
{
    public static SessionChange None { get; } = new([], null);
}
