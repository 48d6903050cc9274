namespace Perch.Portal;

/// <summary>Names of people and phones that lists give only the ids of; each is asked for once.</summary>
internal sealed class NamesOf(PortalApi api)
{
    private readonly Dictionary<Guid, string> _names = [];

    public string? this[Guid? id] => id is { } known ? _names.GetValueOrDefault(known) : null;

    public Task LearnPeopleAsync(IEnumerable<Guid?> people) => LearnAsync(
        people, "/users/", answer => answer.As<PersonRow>().Name);

    public Task LearnPhonesAsync(IEnumerable<Guid?> phones) => LearnAsync(
        phones, "/devices/", answer => answer.As<DeviceRow>().Nickname);

    private async Task LearnAsync(IEnumerable<Guid?> ids, string path, Func<ApiAnswer, string> name)
    {
        foreach (var id in ids.OfType<Guid>().Where(id => !_names.ContainsKey(id)).ToHashSet())
        {
            if (await api.GetAsync(path + id) is { IsFine: true } answer)
            {
                _names[id] = name(answer);
            }
        }
    }
}
