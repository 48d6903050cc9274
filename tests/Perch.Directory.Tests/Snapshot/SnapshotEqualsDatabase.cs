using CsCheck;

namespace Perch.Directory.Tests.Snapshot;

/// <summary>
/// Whatever people change, in whatever order: memory, kept up to date change by change, is what a restart reads.
/// </summary>
public class SnapshotEqualsDatabase
{
    private const int People = 6;

    private static readonly Gen<Step> _steps = Gen.Select(
        Gen.Enum<Kind>(), Gen.Int[0, People - 1], Gen.Int[0, People - 1], (kind, who, what) => new Step(kind, who, what));

    private enum Kind
    {
        AddUser,
        ChangeUser,
        DeleteUser,
        AddDevice,
        ChangeDevice,
        DeleteDevice,
        Toggle,
        ChangeRealm,
        ChangeCode,
    }

    [Fact]
    public void After_random_changes_a_restart_reads_what_memory_held() =>
        _steps.Array[20, 60].Sample(steps => RunAsync(steps).GetAwaiter().GetResult(), iter: 12, threads: 1);

    private static async Task RunAsync(Step[] steps)
    {
        await using var office = await DirectoryFixture.StartAsync();
        var (users, devices) = (new List<Guid>(), new List<Guid>());
        foreach (var step in steps)
        {
            await ApplyAsync(office, step, users, devices);
        }

        var before = Portrait(office);
        await office.RestartAsync();

        Assert.Equal(before, Portrait(office));
    }

    private static async Task ApplyAsync(DirectoryFixture office, Step step, List<Guid> users, List<Guid> devices)
    {
        var (account, cancel) = (office.Account, DirectoryFixture.Cancel);
        switch (step.Kind)
        {
            case Kind.AddUser:
                Keep(users, await office.Users.CreateAsync(account, User(step), cancel));
                break;
            case Kind.ChangeUser:
                await office.Users.ChangeAsync(account, new(Pick(users, step)), null, _ => User(step), cancel);
                break;
            case Kind.DeleteUser:
                await office.Users.DeleteAsync(account, new(Pick(users, step)), null, cancel);
                break;
            case Kind.AddDevice:
                Keep(devices, await office.Devices.CreateAsync(account, Device(step, users), cancel));
                break;
            case Kind.ChangeDevice:
                await office.Devices.ChangeAsync(
                    account, new(Pick(devices, step)), null, _ => Device(step, users), cancel);
                break;
            case Kind.DeleteDevice:
                await office.Devices.DeleteAsync(account, new(Pick(devices, step)), null, cancel);
                break;
            case Kind.Toggle:
                await office.Get<IRingStates>().ToggleAsync(new(Pick(users, step)), cancel);
                break;
            case Kind.ChangeRealm:
                await office.Accounts.ChangeAsync(
                    account, null, draft => draft with { Realm = $"realm{step.What}.example.com" }, cancel);
                break;
            case Kind.ChangeCode:
                await office.Get<IFeatureCodes>().PutAsync(account, $"code{step.Who}", $"*7{step.What}", true, cancel);
                break;
        }
    }

    private static void Keep<T>(List<Guid> ids, ChangeOutcome<T> outcome)
    {
        if (outcome is ChangeOutcome<T>.Done(var stored))
        {
            ids.Add(stored.Id);
        }
    }

    private static Guid Pick(List<Guid> ids, Step step) => ids.Count == 0 ? Guid.Empty : ids[step.What % ids.Count];

    private static UserDraft User(Step step) => new()
    {
        Username = $"person{step.Who}",
        Extension = step.What == 0 ? null : $"20{step.What}",
        Enabled = step.What != 1,
        HotDesk = new() { Id = step.Who == 0 ? null : $"100{step.Who}", Enabled = step.Who > 1 },
    };

    private static DeviceDraft Device(Step step, List<Guid> users) => new()
    {
        Nickname = $"desk {step.Who}",
        Sip = new() { Username = $"Desk{step.Who}" },
        OwnerId = step.What == 0 || users.Count == 0 ? null : new UserId(Pick(users, step)),
        Policy = step.What == 2 ? new() { HotDeskUse = HotDeskUse.Always } : DeskPolicy.Unset,
    };

    /// <summary>Every answer that look-ups give, in an order of its own.</summary>
    private static List<string> Portrait(DirectoryFixture office)
    {
        var (directory, account) = (office.Snapshot, office.Account);
        var people = directory.Users(account).OrderBy(user => user.Id.Value).ToList();
        var desks = directory.Devices(account).OrderBy(device => device.Id.Value).ToList();
        return
        [
            .. directory.Accounts.Select(one => one.ToString()),
            $"{directory.AccountByRealm(directory.DefaultAccount.Realm)?.Id}",
            .. Enumerable.Range(0, People).Select(
                realm => $"realm {directory.AccountByRealm($"realm{realm}.example.com")?.Id}"),
            .. people.Select(user => $"{user} {directory.User(user.Id) == user}"),
            .. people.Select(user => Devices("owned", directory.DevicesOwnedBy(user.Id))),
            .. Enumerable.Range(0, People).Select(n => $"extension {directory.UserByExtension(account, $"20{n}")?.Id}"),
            .. Enumerable.Range(0, People).Select(n => $"hot desk {directory.UserByHotDeskId(account, $"100{n}")?.Id}"),
            Devices("all", desks),
            .. Enumerable.Range(0, People).Select(
                n => $"sip {directory.DeviceBySipUsername(account, $"desk{n}")?.Id}"),
            .. directory.FeatureCodes(account).Select(code => code.ToString()).Order(StringComparer.Ordinal),
        ];
    }

    private static string Devices(string title, IEnumerable<Device> devices) => title + string.Join(
        ';',
        devices.OrderBy(device => device.Id.Value)
            .Select(device => $"{device} {Convert.ToHexString(device.Secret.Ha1Sha256)}"));

    private sealed record Step(Kind Kind, int Who, int What);
}
