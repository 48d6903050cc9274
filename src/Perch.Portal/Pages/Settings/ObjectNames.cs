namespace Perch.Portal;

/// <summary>The names of people and phones by their ids, each asked for once.</summary>
internal sealed class ObjectNames(PortalApi api)
{
    private readonly Dictionary<Guid, string?> _people = [];
    private readonly Dictionary<Guid, string?> _devices = [];

    /// <summary>Asks for those that are not known yet.</summary>
    public async Task NoteAsync(IEnumerable<Guid?> people, IEnumerable<Guid?> devices)
    {
        foreach (var id in people.OfType<Guid>().Distinct().Where(id => !_people.ContainsKey(id)).ToList())
        {
            _people[id] = await api.GetAsync($"/users/{id}") is { IsFine: true } answer ? answer.As<PersonRow>().Name : null;
        }

        foreach (var id in devices.OfType<Guid>().Distinct().Where(id => !_devices.ContainsKey(id)).ToList())
        {
            _devices[id] = await api.GetAsync($"/devices/{id}") is { IsFine: true } answer ? answer.As<DeviceRow>().Nickname : null;
        }
    }

    /// <summary>Null where they are not there any more.</summary>
    public string? Person(Guid? id) => id is { } known ? _people.GetValueOrDefault(known) : null;

    /// <summary>As of people.</summary>
    public string? Device(Guid? id) => id is { } known ? _devices.GetValueOrDefault(known) : null;
}
