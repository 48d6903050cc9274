namespace Perch.Portal;

/// <summary>Every desk with who sits there, as far as the person at this browser may see.</summary>
internal sealed class DeskBoard(PortalApi api)
{
    // Enough to say of most free desks who left them; the ledger has the rest.
    private const int LatestSessions = 100;

    public IReadOnlyList<DeskNow> Desks { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sites { get; private set; } = new Dictionary<Guid, string>();

    public int PeopleCount => Desks.SelectMany(desk => desk.People).Select(person => person.UserId).Distinct().Count();

    public async Task ReadAsync()
    {
        Sites = (await api.ListAsync<SiteRow>("/sites")).ToDictionary(site => site.Id, site => site.Name);
        var desks = await api.ListAsync<DeskRow>("/desks?sort=nickname", most: 10_000);
        var open = (await api.ListAsync<SessionRow>("/hot-desk-sessions?open=true&expand=user", most: 10_000))
            .ToLookup(session => (session.DeviceId, session.UserId));
        var latest = await api.PageAsync<SessionRow>(
            "/hot-desk-sessions?open=false&sort=-startedAt&expand=user", limit: LatestSessions);
        var last = latest.Items.GroupBy(session => session.DeviceId)
            .ToDictionary(desk => desk.Key, desk => desk.MaxBy(session => session.EndedAt));

        Desks = [.. desks.Select(desk => new DeskNow(desk, SiteOf(desk), PeopleAt(desk, open), last.GetValueOrDefault(desk.Id)))];
    }

    public DeskNow? Find(Guid desk) => Desks.FirstOrDefault(one => one.Id == desk);

    /// <summary>Where somebody sits.</summary>
    public IEnumerable<(DeskNow Desk, Sitting Sitting)> PlacesOf(Guid person) => Desks.SelectMany(desk =>
        desk.People.Where(sitting => sitting.UserId == person).Select(sitting => (desk, sitting)));

    private string? SiteOf(DeskRow desk) => desk.SiteId is { } site ? Sites.GetValueOrDefault(site) : null;

    private static List<Sitting> PeopleAt(DeskRow desk, ILookup<(Guid, Guid), SessionRow> open) =>
    [
        .. desk.Occupants.Select(person =>
        {
            var session = open[(desk.Id, person.UserId)].FirstOrDefault();
            return new Sitting(session?.Id, person.UserId, person.Name, session?.User?.Extension, person.Since);
        }),
    ];
}

/// <summary>A desk as it is now.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Last">The session that ended there last, where it was not long ago.</param>
public sealed record DeskNow(DeskRow Desk, string? Site, IReadOnlyList<Sitting> People, SessionRow? Last)
{
    public Guid Id => Desk.Id;

    public string Name => Desk.Nickname;

    public string State => Desk.State;

    public bool IsTaken => People.Count > 0;

    /// <summary>Somebody may sit down and be called.</summary>
    public bool IsFree => !IsTaken && IsConnected;

    public bool IsConnected => State is not ("offline" or "disabled");

    public bool Has(string words) => Name.Contains(words, StringComparison.OrdinalIgnoreCase)
        || Site?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
        || People.Any(person => person.Title.Contains(words, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Somebody at a desk.</summary>
/// <param name="Session">Null where it began this moment.</param>
public sealed record Sitting(Guid? Session, Guid UserId, string Name, string? Extension, DateTimeOffset Since)
{
    public string Title => Extension is null ? Name : $"{Name} · {Extension}";
}
