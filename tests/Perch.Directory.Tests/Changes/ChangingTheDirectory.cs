namespace Perch.Directory.Tests.Changes;

public class ChangingTheDirectory
{
    [Fact]
    public async Task A_device_may_belong_only_to_a_user_and_stand_only_at_a_site_of_its_account()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var acme = await office.AddAccountAsync("acme");
        var site = (await office.Sites.CreateAsync(office.Account, new() { Name = "Berlin" }, DirectoryFixture.Cancel)).Done();
        var draft = new DeviceDraft
        {
            Nickname = "stolen",
            Sip = new() { Username = "stolen" },
            OwnerId = alice.Id,
            SiteId = new(site.Id),
        };

        var outcome = await office.Devices.CreateAsync(acme.Id, draft, DirectoryFixture.Cancel);

        var refused = Assert.IsType<ChangeOutcome<DeviceDraft>.Refused>(outcome);
        Assert.Equal(["ownerId", "siteId"], refused.Problems.Select(problem => problem.Field));
        Assert.False(refused.IsConflict);
    }

    [Fact]
    public async Task What_belongs_to_another_account_is_not_found()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var acme = await office.AddAccountAsync("acme");

        var found = await office.Users.FindAsync(acme.Id, alice.Id, DirectoryFixture.Cancel);
        var changed = await office.Users.ChangeAsync(acme.Id, alice.Id, null, draft => draft, DirectoryFixture.Cancel);
        var deleted = await office.Users.DeleteAsync(acme.Id, alice.Id, null, DirectoryFixture.Cancel);

        Assert.Null(found);
        Assert.IsType<ChangeOutcome<UserDraft>.NotFound>(changed);
        Assert.IsType<ChangeOutcome<UserDraft>.NotFound>(deleted);
        Assert.NotNull(office.Directory.User(alice.Id));
    }

    [Fact]
    public async Task A_change_on_an_old_version_changes_nothing()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        await RenameAsync(office, alice, "Smith", ifVersion: 1);

        var late = await RenameAsync(office, alice, "Jones", ifVersion: 1);
        var lateDelete = await office.Users.DeleteAsync(office.Account, alice.Id, 1, DirectoryFixture.Cancel);

        Assert.Equal(2, Assert.IsType<ChangeOutcome<UserDraft>.WrongVersion>(late).Current);
        Assert.IsType<ChangeOutcome<UserDraft>.WrongVersion>(lateDelete);
        Assert.Equal("Smith", office.Directory.User(alice.Id)!.LastName);
    }

    [Fact]
    public async Task Two_who_change_different_fields_at_once_both_succeed()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");

        var outcomes = await Task.WhenAll(
            RenameAsync(office, alice, "Smith", ifVersion: null),
            office.Users.ChangeAsync(
                office.Account, alice.Id, null, draft => draft with { Extension = "204" }, DirectoryFixture.Cancel));

        Assert.All(outcomes, outcome => outcome.Done());
        var now = office.Directory.User(alice.Id)!;
        Assert.Equal(("Smith", "204"), (now.LastName, now.Extension));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_keeps_the_version_and_is_no_news()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        office.News.Clear();

        var outcome = await office.Users.ChangeAsync(
            office.Account, alice.Id, null, draft => draft with { FirstName = "Alice" }, DirectoryFixture.Cancel);

        Assert.Equal(1, outcome.Done().Version);
        Assert.Empty(office.News);
    }

    [Fact]
    public async Task Times_and_versions_follow_the_changes()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var made = office.Time.GetUtcNow();
        var alice = await office.AddUserAsync("Alice");
        office.Time.Advance(TimeSpan.FromHours(1));

        var changed = (await RenameAsync(office, alice, "Smith", ifVersion: null)).Done();

        Assert.Equal((2, made, made.AddHours(1)), (changed.Version, changed.CreatedAt, changed.UpdatedAt));
    }

    [Fact]
    public async Task A_pin_stays_until_another_is_set_or_it_is_removed()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice", draft => draft with { HotDesk = new() { NewPin = new("2580") } });
        PinHash? Pin() => office.Directory.User(alice.Id)!.HotDesk.Pin;

        await RenameAsync(office, alice, "Smith", ifVersion: null);
        Assert.Equal(new PinHash("hash of 2580"), Pin());

        await HotDeskAsync(office, alice, hotDesk => hotDesk with { NewPin = new("8421") });
        Assert.Equal(new PinHash("hash of 8421"), Pin());

        await HotDeskAsync(office, alice, hotDesk => hotDesk with { HasPin = false });
        Assert.Null(Pin());
    }

    [Fact]
    public async Task What_is_read_back_holds_no_secret()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var draft = new UserDraft
        {
            Username = "alice",
            NewPassword = new("correct horse"),
            HotDesk = new() { NewPin = new("2580") },
        };

        var stored = (await office.Users.CreateAsync(office.Account, draft, DirectoryFixture.Cancel)).Done().Value;

        Assert.Equal((null, true), (stored.NewPassword, stored.HasPassword));
        Assert.Equal((null, true), (stored.HotDesk.NewPin, stored.HotDesk.HasPin));
        Assert.DoesNotContain("2580", draft.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("horse", draft.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_can_be_neither_renamed_nor_deleted()
    {
        await using var office = await DirectoryFixture.StartAsync();

        var renamed = await office.Accounts.ChangeAsync(
            office.Account, null, draft => draft with { Name = "main" }, DirectoryFixture.Cancel);
        var deleted = await office.Accounts.DeleteAsync(office.Account, null, DirectoryFixture.Cancel);

        Assert.Equal("name", renamed.Problem().Field);
        Assert.True(deleted.Problem().Conflict);
        Assert.Equal("default", office.Directory.DefaultAccount.Name);
    }

    private static Task<ChangeOutcome<UserDraft>> RenameAsync(
        DirectoryFixture office, User user, string lastName, long? ifVersion) => office.Users.ChangeAsync(
            office.Account, user.Id, ifVersion, draft => draft with { LastName = lastName }, DirectoryFixture.Cancel);

    private static async Task HotDeskAsync(
        DirectoryFixture office, User user, Func<HotDeskDraft, HotDeskDraft> edit) => (await office.Users.ChangeAsync(
            office.Account, user.Id, null, draft => draft with { HotDesk = edit(draft.HotDesk) },
            DirectoryFixture.Cancel)).Done();
}
