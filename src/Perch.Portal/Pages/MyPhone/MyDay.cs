namespace Perch.Portal;

/// <summary>What somebody may see of themselves: where they are logged in, where they were, and their calls.</summary>
internal sealed class MyDay(PortalApi api, SignedIn me)
{
    private const int SessionCount = 30;
    private const int CallCount = 10;
    private const int DeskCount = 6;

    private readonly Dictionary<Guid, string> _names = [];

    public PersonRow? Person { get; private set; }

    public IReadOnlyList<SessionRow> Open { get; private set; } = [];

    public IReadOnlyList<SessionRow> Past { get; private set; } = [];

    public IReadOnlyList<CallRecordRow> Calls { get; private set; } = [];

    /// <summary>Where a log-in from here is offered.</summary>
    public IReadOnlyList<DeskChoice> Desks { get; private set; } = [];

    /// <summary>What to dial, by the name of the feature; only what is switched on.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether every desk may be seen, or only those of one's own past.</summary>
    public bool SeesDesks => me.May("GET /desks");

    /// <summary>Null where the API does not tell this person, as it does not tell where phones stand.</summary>
    public string? NameOf(Guid desk) => _names.GetValueOrDefault(desk);

    public async Task ReadAsync()
    {
        Person = await api.GetAsync($"/users/{me.Id}") is { IsFine: true } answer ? answer.As<PersonRow>() : null;
        Codes = (await api.PageAsync<CodeRow>("/feature-codes")).Items
            .Where(code => code.Enabled).ToDictionary(code => code.Name, code => code.Code);
        var mine = $"/hot-desk-sessions?user={me.Id}&expand=device&sort=-startedAt";
        Open = (await api.PageAsync<SessionRow>(mine + "&open=true")).Items;
        Past = (await api.PageAsync<SessionRow>(mine + "&open=false", limit: SessionCount)).Items;
        Calls = await CallsAsync();
        Learn();
        Desks = SeesDesks ? await FreeDesksAsync() : KnownDesks();
    }

    private async Task<List<CallRecordRow>> CallsAsync()
    {
        var calls = new List<CallRecordRow>();

        foreach (var part in new[] { "user", "calledUser", "answeredByUser" })
        {
            calls.AddRange((await api.PageAsync<CallRecordRow>($"/call-records?{part}={me.Id}&sort=-startedAt", limit: CallCount)).Items);
        }

        return [.. calls.DistinctBy(call => call.Id).OrderByDescending(call => call.StartedAt).Take(CallCount)];
    }

    // The API names desks to reception only; everybody's own calls have the name of the phone they called from.
    private void Learn()
    {
        foreach (var call in Calls.Where(call => call.Caller is { UserId: { } caller, DeviceId: not null } && caller == me.Id))
        {
            _names[call.Caller.DeviceId!.Value] = call.Caller.DeviceName ?? "";
        }

        foreach (var session in Open.Concat(Past).Where(session => session.Device is not null))
        {
            _names[session.DeviceId] = session.Device!.Nickname;
        }
    }

    private async Task<List<DeskChoice>> FreeDesksAsync()
    {
        var page = await api.PageAsync<DeskRow>("/desks?sort=nickname&occupied=false");

        return [.. page.Items.Where(desk => desk.State == "ready").Take(DeskCount).Select(desk => new DeskChoice(desk.Id, desk.Nickname))];
    }

    private List<DeskChoice> KnownDesks() =>
    [
        .. Past.Select(session => session.DeviceId).Distinct()
            .Where(desk => NameOf(desk) is not null && Open.All(session => session.DeviceId != desk))
            .Take(DeskCount).Select(desk => new DeskChoice(desk, NameOf(desk)!)),
    ];
}

/// <summary>A desk to log in at.</summary>
public sealed record DeskChoice(Guid Id, string Name);
