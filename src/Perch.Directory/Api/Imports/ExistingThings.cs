using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>What the account has, by all that a line may name it by.</summary>
internal sealed class ExistingThings(
    IReadOnlyList<Stored<UserDraft>> users, IReadOnlyList<Stored<DeviceDraft>> devices, ILookup<string, Guid> sites)
{
    private readonly Dictionary<string, Stored<UserDraft>> _usersById = By(users, user => user.ExternalId);
    private readonly Dictionary<string, Stored<UserDraft>> _usersByName =
        By(users, user => UserMapping.KeyOf(user.Username));

    private readonly Dictionary<string, Stored<DeviceDraft>> _devicesById = By(devices, device => device.ExternalId);
    private readonly Dictionary<string, Stored<DeviceDraft>> _devicesByName =
        By(devices, device => UserMapping.KeyOf(device.Sip.Username));

    private readonly Dictionary<string, Stored<DeviceDraft>> _devicesByMac = By(devices, device => device.MacAddress);
    private readonly Dictionary<Guid, UserDraft> _people = users.ToDictionary(user => user.Id, user => user.Value);
    private Dictionary<string, Guid>? _owners;

    public static Task<ExistingThings> ReadAsync(IPerchStore store, AccountId account, CancellationToken cancellation) =>
        store.ReadAsync(
            async (database, token) =>
            {
                var users = await database.Set<UserRow>().Where(row => row.AccountId == account.Value).ToListAsync(token);
                var devices = await database.Set<DeviceRow>().Where(row => row.AccountId == account.Value).ToListAsync(token);
                var sites = await database.Set<SiteRow>().Where(row => row.AccountId == account.Value).ToListAsync(token);

                return new ExistingThings(
                    users.ConvertAll(row => row.ToStored()),
                    devices.ConvertAll(row => row.ToStored()),
                    sites.ToLookup(site => site.Name, site => site.Id, StringComparer.OrdinalIgnoreCase));
            },
            cancellation);

    /// <summary>
    /// By <c>externalId</c>, else by name, where that one has not an <c>externalId</c> of its own that says otherwise.
    /// </summary>
    public Stored<UserDraft>? User(JsonElement line)
    {
        var id = TextAt(line, "externalId");

        return Find(_usersById, id)
            ?? Unless(id, Find(_usersByName, TextAt(line, "username")?.ToLowerInvariant()), user => user.ExternalId);
    }

    /// <summary>By <c>externalId</c>, else by SIP user name, else by MAC address; nicknames need not be unique.</summary>
    public Stored<DeviceDraft>? Device(JsonElement line)
    {
        var id = TextAt(line, "externalId");

        return Find(_devicesById, id)
            ?? Unless(id, Find(_devicesByName, TextAt(line, "sip", "username")?.ToLowerInvariant()), one => one.ExternalId)
            ?? Unless(id, Find(_devicesByMac, MacAddress.TryRead(TextAt(line, "macAddress") ?? "")), one => one.ExternalId);
    }

    /// <summary>From now on this user is as a line says.</summary>
    public void Put(Guid id, UserDraft user)
    {
        _people[id] = user;
        _owners = null;
    }

    /// <summary>By extension, user name or <c>externalId</c>, in this order.</summary>
    public UserId? Owner(string? name)
    {
        _owners ??= OwnersByName();

        return name is not null && _owners.TryGetValue(UserMapping.KeyOf(name), out var id) ? new(id) : null;
    }

    public SiteId? Site(string? name) => name is not null && sites[name].Take(2).ToList() is [var id] ? new(id) : null;

    /// <summary>The text at this place, if there is one.</summary>
    public static string? TextAt(JsonElement line, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (line.ValueKind is not JsonValueKind.Object || !line.TryGetProperty(name, out line))
            {
                return null;
            }
        }

        try
        {
            return line.ValueKind is JsonValueKind.String ? line.GetString()!.Trim() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair; whoever reads the field says so.
            return null;
        }
    }

    private Dictionary<string, Guid> OwnersByName()
    {
        var owners = new Dictionary<string, Guid>(StringComparer.Ordinal);
        Func<UserDraft, string?>[] names = [one => one.Extension, one => one.Username, one => one.ExternalId];

        foreach (var name in names)
        {
            foreach (var (id, user) in _people)
            {
                if (name(user) is { } given)
                {
                    owners.TryAdd(UserMapping.KeyOf(given), id);
                }
            }
        }

        return owners;
    }

    private static Stored<T>? Find<T>(Dictionary<string, Stored<T>> things, string? name) =>
        name is null ? null : things.GetValueOrDefault(name);

    private static Stored<T>? Unless<T>(string? id, Stored<T>? found, Func<T, string?> idOf) =>
        found is not null && id is not null && idOf(found.Value) is { } other && other != id ? null : found;

    private static Dictionary<string, Stored<T>> By<T>(IEnumerable<Stored<T>> things, Func<T, string?> name) =>
        things.Where(thing => name(thing.Value) is not null)
            .ToDictionary(thing => name(thing.Value)!, StringComparer.Ordinal);
}
