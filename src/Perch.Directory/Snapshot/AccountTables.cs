using System.Collections.Concurrent;

namespace Perch.Directory;

/// <summary>What one account looks up by. One thread writes, any number read.</summary>
internal sealed class AccountTables
{
    private readonly ConcurrentDictionary<string, Device> _devicesBySipUsername =
        new(StringComparer.OrdinalIgnoreCase);

    private volatile FeatureCode[] _codes = [];

    public ConcurrentDictionary<UserId, User> Users { get; } = new();

    public ConcurrentDictionary<string, User> UsersByExtension { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, User> UsersByHotDeskId { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<FeatureCode> Codes => _codes;

    public IEnumerable<Device> Devices => _devicesBySipUsername.Values;

    public Device? DeviceBySipUsername(ReadOnlySpan<char> sipUsername) =>
        _devicesBySipUsername.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sipUsername, out var device)
            ? device
            : null;

    public void Put(FeatureCode code) =>
        _codes = [.. _codes.Where(other => other.Name != code.Name), code];

    // The new name is found before the old one is gone: a reader may see both, never neither.
    public void Put(User? before, User after)
    {
        Users[after.Id] = after;
        Point(UsersByExtension, before?.Extension, after.Extension, after);
        Point(UsersByHotDeskId, before?.HotDesk.Id, after.HotDesk.Id, after);
    }

    public void Remove(User user)
    {
        Point(UsersByExtension, user.Extension, null, user);
        Point(UsersByHotDeskId, user.HotDesk.Id, null, user);
        Users.TryRemove(user.Id, out _);
    }

    public void Put(Device? before, Device after)
    {
        _devicesBySipUsername[after.SipUsername] = after;
        if (before is not null && !before.SipUsername.Equals(after.SipUsername, StringComparison.OrdinalIgnoreCase))
        {
            _devicesBySipUsername.TryRemove(before.SipUsername, out _);
        }
    }

    public void Remove(Device device) => _devicesBySipUsername.TryRemove(device.SipUsername, out _);

    private static void Point(ConcurrentDictionary<string, User> index, string? from, string? to, User user)
    {
        if (to is not null)
        {
            index[to] = user;
        }

        if (from is not null && from != to)
        {
            index.TryRemove(from, out _);
        }
    }
}
