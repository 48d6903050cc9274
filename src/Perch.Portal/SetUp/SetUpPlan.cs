using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>Everything that the set-up of hot desks is going to do, as one import of the API.</summary>
public sealed record SetUpPlan
{
    public IReadOnlyList<PlannedPhone> Phones { get; init; } = [];

    /// <summary>Phones that are here, whose owner is taken away.</summary>
    public IReadOnlyList<FreedPhone> Freed { get; init; } = [];

    public IReadOnlyList<PlannedPerson> People { get; init; } = [];

    /// <summary>People who are here, and get an ID and a PIN.</summary>
    public IReadOnlyList<PersonRow> Known { get; init; } = [];

    public Guid? Site { get; init; }

    /// <summary>User name to PIN; empty where nobody needs one.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    public bool IsEmpty => Phones.Count + Freed.Count + People.Count + Known.Count == 0;

    public int Lines => Phones.Count + Freed.Count + People.Count + Known.Count;

    /// <summary>A PIN for each.</summary>
    public SetUpPlan WithPins()
    {
        var pins = new NewPins();

        return this with
        {
            Pins = People.Select(person => (person.Username, person.Extension))
                .Concat(Known.Select(person => (person.Username, Extension: person.Extension ?? "")))
                .ToDictionary(person => person.Username, person => pins.For(person.Extension), StringComparer.Ordinal),
        };
    }

    /// <summary>The body of <c>POST /imports</c>.</summary>
    public JsonObject ToImport() => new()
    {
        ["users"] = new JsonArray([.. People.Select(UserOf), .. Known.Select(UserOf)]),
        ["devices"] = new JsonArray([.. Phones.Select(DeviceOf), .. Freed.Select(DeviceOf)]),
    };

    private JsonObject DeviceOf(PlannedPhone phone)
    {
        var device = new JsonObject { ["nickname"] = phone.Nickname, ["sip"] = new JsonObject { ["username"] = phone.Username } };
        Add(device, "macAddress", phone.MacAddress);
        Add(device, "model", phone.Model);
        Add(device, "siteId", Site?.ToString());

        return device;
    }

    private static JsonObject DeviceOf(FreedPhone phone) =>
        new() { ["ownerId"] = null, ["sip"] = new JsonObject { ["username"] = phone.Username } };

    private JsonObject UserOf(PlannedPerson person)
    {
        var user = new JsonObject
        {
            ["username"] = person.Username, ["extension"] = person.Extension, ["hotDesk"] = HotDeskOf(person.Username, person.Extension),
        };
        Add(user, "firstName", person.First);
        Add(user, "lastName", person.Last);
        Add(user, "email", person.Mail);

        return user;
    }

    private JsonObject UserOf(PersonRow person) => new()
    {
        ["username"] = person.Username, ["hotDesk"] = HotDeskOf(person.Username, person.HotDesk?.Id ?? person.Extension),
    };

    private JsonObject HotDeskOf(string username, string? id)
    {
        var hotDesk = new JsonObject { ["enabled"] = true, ["id"] = id };

        if (Pins.TryGetValue(username, out var pin))
        {
            hotDesk["requirePin"] = true;
            hotDesk["pin"] = pin;
        }

        return hotDesk;
    }

    private static void Add(JsonObject into, string field, string? value)
    {
        if (value is not null)
        {
            into[field] = value;
        }
    }

    /// <summary>Prints no PIN.</summary>
    public override string ToString() => $"{Lines} lines";
}

/// <summary>A phone that is here and becomes a desk.</summary>
public sealed record FreedPhone(string Nickname, string Username, string Owner);
