using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// Whose events a listener gets. Someone who looks after some sites hears of the devices there and of themselves, and of
/// what concerns no device and nobody in particular; others of the account hear everything.
/// </summary>
internal sealed class ListenerScope(IDirectory directory, ApiCaller caller)
{
    private static readonly string[] OneDevice = ["deviceId", "connectedDeviceId"];
    private static readonly string[] ManyDevices = ["ringingDeviceIds", "deviceIds"];

    private readonly SiteSet? _sites = caller.Sites;

    public bool Sees(EventFrame frame)
    {
        if (_sites is null)
        {
            return true;
        }

        using var envelope = JsonDocument.Parse(frame.Envelope);
        var data = envelope.RootElement.GetProperty("data");
        var devices = DevicesIn(data).ToArray();

        if (devices.Length > 0)
        {
            return devices.Any(device => caller.Covers(directory.Device(device)));
        }

        return IdIn(data, "userId") is { } user ? caller.User?.Value == user : IsOfNoOtherSite(data);
    }

    private static IEnumerable<DeviceId> DevicesIn(JsonElement data) => OneDevice
        .Select(name => IdIn(data, name)).OfType<Guid>()
        .Concat(ManyDevices.Where(name => data.TryGetProperty(name, out _))
            .SelectMany(name => data.GetProperty(name).EnumerateArray().Select(item => item.GetGuid())))
        .Select(id => new DeviceId(id));

    private static Guid? IdIn(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id)
            ? id
            : null;

    // Changes of sites are told with the site's id and no other name for it.
    private bool IsOfNoOtherSite(JsonElement data) =>
        !data.TryGetProperty("kind", out var kind) || kind.GetString() is not "site"
        || (IdIn(data, "id") is { } site && _sites!.Has(new SiteId(site)));
}

/// <summary>Who listens, as they stand now: a token ends, a role or a site is taken away while the stream goes on.</summary>
internal sealed class ListeningCallers(ICallerAgain callers, IDirectory directory)
{
    public ListenerScope ScopeOf(ApiCaller caller) => new(directory, caller);

    /// <summary>Null for whoever may not listen any more.</summary>
    public ListenerScope? Again(HttpRequest request) =>
        callers.Resolve(request) is { } caller && caller.IsAtLeast(Role.Receptionist) ? ScopeOf(caller) : null;
}
