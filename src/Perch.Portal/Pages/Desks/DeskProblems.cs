using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>What is wrong now, as far as the person at this browser may see it.</summary>
internal sealed class DeskProblems(PortalApi api, SignedIn me)
{
    public IReadOnlyList<DeskNow> Offline { get; private set; } = [];

    public IReadOnlyList<LockProblem> Locks { get; private set; } = [];

    public IReadOnlyList<string> Alarms { get; private set; } = [];

    /// <summary>People none of whose own phones rings, although they have one.</summary>
    public IReadOnlyList<PersonRow> Silent { get; private set; } = [];

    public bool Any => Offline.Count + Locks.Count + Alarms.Count + Silent.Count > 0;

    public async Task ReadAsync(DeskBoard board)
    {
        Offline = [.. board.Desks.Where(desk => desk.State == "offline")];
        Locks = me.May("GET /lockouts") ? await LocksAsync(board) : [];
        Alarms = me.May("GET /settings") ? await AlarmsAsync() : [];
        Silent = me.May("GET /devices") ? await SilentAsync() : [];
    }

    private async Task<List<LockProblem>> LocksAsync(DeskBoard board)
    {
        var problems = new List<LockProblem>();

        foreach (var row in await api.ListAsync<LockRow>("/lockouts", most: 20))
        {
            var desk = row.DeviceId is { } id ? board.Find(id) : null;
            var who = row.UserId is { } user ? (await PersonAsync(user))?.Name ?? "Somebody" : null;
            problems.Add(new(row, who, desk?.Name ?? (row.DeviceId is null ? row.Address : "a phone"), desk?.Desk.SiteId));
        }

        return problems;
    }

    private async Task<List<string>> AlarmsAsync() => await api.GetAsync("/settings") is { IsFine: true } answer
        ? [.. (answer.Body?["alarms"] as JsonArray ?? []).Select(alarm => alarm?["text"]?.ToString() ?? "")]
        : [];

    private async Task<List<PersonRow>> SilentAsync()
    {
        var off = await api.PageAsync<DeviceRow>("/devices?ringState=off", limit: 50);
        var people = new List<PersonRow>();

        foreach (var owner in off.Items.Select(device => device.OwnerId).OfType<Guid>().Distinct().Take(10))
        {
            if (await PersonAsync(owner) is { DevicesOn: false } person)
            {
                people.Add(person);
            }
        }

        return people;
    }

    private async Task<PersonRow?> PersonAsync(Guid id) =>
        await api.GetAsync("/users/" + id) is { IsFine: true } answer ? answer.As<PersonRow>() : null;
}

/// <summary>A lock with the names of what it is about.</summary>
/// <param name="Who">Null where nobody at all may log in there.</param>
internal sealed record LockProblem(LockRow Row, string? Who, string? Where, Guid? Site);
