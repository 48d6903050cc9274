namespace Perch.Portal;

/// <summary>What is entered while hot desks are set up.</summary>
public sealed class SetUpDraft
{
    /// <summary>Pasted, one a line.</summary>
    public string Phones { get; set; } = "";

    /// <summary>So many more without a MAC address.</summary>
    public int MorePhones { get; set; }

    public string Pattern { get; set; } = "Hotdesk";

    public string Site { get; set; } = "";

    /// <summary>Devices that are here and lose their owner.</summary>
    public HashSet<Guid> Freed { get; init; } = [];

    /// <summary>Pasted, one a line.</summary>
    public string People { get; set; } = "";

    public int FirstExtension { get; set; } = 201;

    /// <summary>Whoever is here without an ID gets one, too.</summary>
    public bool IncludeKnown { get; set; }

    public bool WantsPins { get; set; } = true;

    internal SetUpPlan ToPlan(SetUpOffice office)
    {
        var phones = PastedPhones.Read(Phones, Pattern, office.DeviceNames);
        HashSet<string> taken = [.. office.DeviceNames, .. phones.Select(phone => phone.Nickname)];
        var plan = new SetUpPlan
        {
            Phones = [.. phones, .. PastedPhones.Count(MorePhones, Pattern, taken)],
            Freed = [.. office.Owned.Where(device => Freed.Contains(device.Id)).Select(office.Freed)],
            People = PastedPeople.Read(People, FirstExtension, office.PeopleNames),
            Known = IncludeKnown ? office.WithoutId : [],
            Site = Guid.TryParse(Site, out var site) ? site : null,
        };

        return WantsPins ? plan.WithPins() : plan;
    }
}

/// <summary>Who and what is here when the set-up begins.</summary>
internal sealed record SetUpOffice(IReadOnlyList<DeviceRow> Devices, IReadOnlyList<PersonRow> People, IReadOnlyList<SiteRow> Sites)
{
    public IReadOnlyList<DeviceRow> Owned { get; } = [.. Devices.Where(device => device.OwnerId is not null)];

    /// <summary>Those with an extension, which becomes their ID.</summary>
    public IReadOnlyList<PersonRow> WithoutId { get; } =
        [.. People.Where(person => person is { Enabled: true, Extension: not null, HotDesk.Enabled: false })];

    public IReadOnlySet<string> DeviceNames { get; } = Devices
        .SelectMany(device => new[] { device.Nickname, device.Sip?.Username ?? "" }).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public IReadOnlySet<string> PeopleNames { get; } = People
        .SelectMany(person => new[] { person.Username, person.Extension ?? "" }).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public string OwnerOf(DeviceRow device) => People.FirstOrDefault(person => person.Id == device.OwnerId)?.Name ?? "somebody";

    public FreedPhone Freed(DeviceRow device) => new(device.Nickname, device.Sip!.Username, OwnerOf(device));

    public static async Task<SetUpOffice> ReadAsync(PortalApi api) => new(
        await api.ListAsync<DeviceRow>("/devices?sort=nickname", most: 20_000),
        await api.ListAsync<PersonRow>("/users?sort=lastName", most: 20_000),
        await api.ListAsync<SiteRow>("/sites?sort=name"));
}
