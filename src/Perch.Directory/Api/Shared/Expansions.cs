using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// <c>?expand=user,device</c>: the objects that an item of another list names, as their own paths show them. What the
/// caller could not read there is left out here too.
/// </summary>
public sealed class Expansions
{
    public const string User = "user";
    public const string Device = "device";

    private readonly IPerchStore _store;
    private readonly IDirectory _directory;
    private readonly IDeviceRegistrations _registrations;

    internal Expansions(IPerchStore store, IDirectory directory, IDeviceRegistrations registrations) =>
        (_store, _directory, _registrations) = (store, directory, registrations);

    /// <summary>Two queries at most, however many items a page has.</summary>
    /// <param name="named">The user and the device that each item names.</param>
    public async Task<Expanded> ReadAsync(
        ApiCaller caller, ListQuery query, IEnumerable<(Guid? User, Guid? Device)> named, CancellationToken cancellation)
    {
        var pairs = named.ToList();

        return new Expanded(
            query.Expand.Contains(User)
                ? await UsersAsync(caller, [.. pairs.Select(pair => pair.User).OfType<Guid>()], cancellation)
                : [],
            query.Expand.Contains(Device)
                ? await DevicesAsync(caller, [.. pairs.Select(pair => pair.Device).OfType<Guid>()], cancellation)
                : []);
    }

    private async Task<Dictionary<Guid, object>> UsersAsync(
        ApiCaller caller, HashSet<Guid> ids, CancellationToken cancellation)
    {
        ids.RemoveWhere(id => !caller.IsAtLeast(Role.Receptionist) && !caller.Is(new UserId(id)));
        var account = caller.Account.Value;
        var rows = await _store.ReadAsync(
            (database, token) => database.Set<UserRow>()
                .Where(row => row.AccountId == account && ids.Contains(row.Id)).ToListAsync(token),
            cancellation);

        return rows.ToDictionary(row => row.Id, object (row) => UserJson.Of(row.ToStored(), _directory));
    }

    private async Task<Dictionary<Guid, object>> DevicesAsync(
        ApiCaller caller, HashSet<Guid> ids, CancellationToken cancellation)
    {
        if (!caller.IsAtLeast(Role.Receptionist))
        {
            return [];
        }

        var account = caller.Account.Value;
        var rows = await _store.ReadAsync(
            (database, token) => database.Set<DeviceRow>()
                .Where(row => row.AccountId == account && ids.Contains(row.Id)).ToListAsync(token),
            cancellation);

        return rows.ToDictionary(
            row => row.Id, object (row) => DeviceJson.Of(row.ToStored(), caller.Account, _directory, _registrations));
    }
}

/// <summary>The objects that were asked for and may be seen.</summary>
public sealed class Expanded
{
    private readonly Dictionary<Guid, object> _users;
    private readonly Dictionary<Guid, object> _devices;

    internal Expanded(Dictionary<Guid, object> users, Dictionary<Guid, object> devices) =>
        (_users, _devices) = (users, devices);

    /// <summary>Null where it was not asked for, is gone, or is not the caller's to see.</summary>
    public object? User(Guid? id) => id is { } known ? _users.GetValueOrDefault(known) : null;

    /// <summary>Null where it was not asked for, is gone, or is not the caller's to see.</summary>
    public object? Device(Guid? id) => id is { } known ? _devices.GetValueOrDefault(known) : null;
}
