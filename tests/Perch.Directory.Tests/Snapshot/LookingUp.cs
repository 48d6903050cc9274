namespace Perch.Directory.Tests.Snapshot;

public class LookingUp
{
    [Fact]
    public async Task Realms_and_sip_user_names_are_found_in_any_case_and_without_allocating()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var desk = await office.AddDeviceAsync("Window");
        var account = office.Account;
        Find();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (realm, device) = Find();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((account, desk.Id), (realm?.Id, device?.Id));
        Assert.Equal(0, allocated);

        (Account? Realm, Device? Device) Find() => (
            office.Directory.AccountByRealm("PBX.example.com".AsSpan()),
            office.Directory.DeviceBySipUsername(account, "WINDOW".AsSpan()));
    }

    [Fact]
    public async Task People_are_found_by_extension_and_by_hot_desk_id()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice", With("204", "1004"));
        Assert.Equal(alice, office.Directory.UserByExtension(office.Account, "204"));
        Assert.Equal(alice, office.Directory.UserByHotDeskId(office.Account, "1004"));

        await office.Users.ChangeAsync(office.Account, alice.Id, null, With("205", "1005"), DirectoryFixture.Cancel);

        Assert.Null(office.Directory.UserByExtension(office.Account, "204"));
        Assert.Null(office.Directory.UserByHotDeskId(office.Account, "1004"));
        Assert.Equal(alice.Id, office.Directory.UserByExtension(office.Account, "205")!.Id);
        Assert.Equal(alice.Id, office.Directory.UserByHotDeskId(office.Account, "1005")!.Id);
    }

    [Fact]
    public async Task A_device_that_changes_hands_is_its_new_owners()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var bob = await office.AddUserAsync("Bob");
        var desk = await office.AddDeviceAsync("window", draft => draft with { OwnerId = alice.Id });

        await office.Devices.ChangeAsync(
            office.Account, desk.Id, null, draft => draft with { OwnerId = bob.Id }, DirectoryFixture.Cancel);

        Assert.Empty(office.Directory.DevicesOwnedBy(alice.Id));
        Assert.Equal(desk.Id, Assert.Single(office.Directory.DevicesOwnedBy(bob.Id)).Id);
    }

    [Fact]
    public async Task The_nearest_policy_wins()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var site = await SiteAsync(office, new() { OccupiedPolicy = OccupiedPolicy.Refuse, PinToLogOut = true });
        await office.Accounts.ChangeAsync(
            office.Account,
            null,
            draft => draft with { Policy = new() { OccupiedPolicy = OccupiedPolicy.Replace, HotDeskUse = HotDeskUse.Never } },
            DirectoryFixture.Cancel);
        var desk = await office.AddDeviceAsync(
            "window", draft => draft with { SiteId = site, Policy = new() { PinToLogOut = false } });

        var policy = office.Directory.PolicyOf(desk);

        Assert.Equal(
            DeskPolicy.Defaults with
            {
                PinToLogOut = false,
                OccupiedPolicy = OccupiedPolicy.Refuse,
                HotDeskUse = HotDeskUse.Never,
            },
            policy);
    }

    [Fact]
    public async Task Never_at_a_desk_overrides_the_accounts_automatic_log_out()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.Accounts.ChangeAsync(
            office.Account,
            null,
            draft => draft with { Policy = new() { AutoLogOut = new() { DailyAt = new(3, 0) } } },
            DirectoryFixture.Cancel);
        var silent = await office.AddDeviceAsync("window");
        var never = await office.AddDeviceAsync(
            "door", draft => draft with { Policy = new() { AutoLogOut = AutoLogOut.Never } });
        await office.RestartAsync();

        Assert.Equal(new TimeOnly(3, 0), PolicyOf(silent).AutoLogOut!.DailyAt);
        Assert.Equal(AutoLogOut.Never, PolicyOf(never).AutoLogOut);

        DeskPolicy PolicyOf(Device device) => office.Directory.PolicyOf(office.Directory.Device(device.Id)!);
    }

    [Fact]
    public async Task The_nearest_language_and_time_zone_win()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var site = await SiteAsync(office, DeskPolicy.Unset, language: "de-DE", timeZone: "Europe/Berlin");
        var alice = await office.AddUserAsync("Alice", draft => draft with { Language = "fr-FR" });
        var bob = await office.AddUserAsync("Bob");
        var desk = await office.AddDeviceAsync("window", draft => draft with { SiteId = site });
        var door = await office.AddDeviceAsync("door", draft => draft with { Language = "it-IT" });

        Assert.Equal("fr-FR", office.Directory.LanguageFor(alice, desk));
        Assert.Equal("de-DE", office.Directory.LanguageFor(bob, desk));
        Assert.Equal("it-IT", office.Directory.LanguageFor(null, door));
        Assert.Equal("en-US", office.Directory.LanguageFor(bob, null));
        Assert.Equal("en-US", office.Directory.LanguageFor(null, null));
        Assert.Equal(("Europe/Berlin", "Etc/UTC"), (office.Directory.TimeZoneOf(desk), office.Directory.TimeZoneOf(door)));
    }

    private static Func<UserDraft, UserDraft> With(string extension, string hotDeskId) => draft =>
        draft with { Extension = extension, HotDesk = draft.HotDesk with { Id = hotDeskId } };

    private static async Task<SiteId> SiteAsync(
        DirectoryFixture office, DeskPolicy policy, string? language = null, string? timeZone = null)
    {
        var draft = new SiteDraft { Name = "Berlin", Policy = policy, Language = language, TimeZone = timeZone };
        return new SiteId((await office.Sites.CreateAsync(office.Account, draft, DirectoryFixture.Cancel)).Done().Id);
    }
}
