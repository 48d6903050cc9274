namespace Perch.Directory.Tests.Changes;

public class DeletingThings
{
    [Fact]
    public async Task The_devices_of_a_deleted_user_lose_their_owner_and_say_so()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var desk = await office.AddDeviceAsync("window", draft => draft with { OwnerId = alice.Id });
        office.News.Clear();

        (await office.Users.DeleteAsync(office.Account, alice.Id, null, DirectoryFixture.Cancel)).Done();

        var now = office.Directory.Device(desk.Id)!;
        Assert.Equal((null, true), (now.OwnerId, now.LostOwner));
        Assert.Null(office.Directory.User(alice.Id));
        Assert.Empty(office.Directory.DevicesOwnedBy(alice.Id));
        Assert.True(Assert.IsType<DeviceChanged>(office.News[0]).OwnerChanged);
        Assert.Equal(alice.Id, Assert.IsType<UserDeleted>(office.News[1]).User.Id);
    }

    [Fact]
    public async Task A_new_owner_ends_that_the_old_one_was_lost()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var bob = await office.AddUserAsync("Bob");
        var desk = await office.AddDeviceAsync("window", draft => draft with { OwnerId = alice.Id });
        await office.Users.DeleteAsync(office.Account, alice.Id, null, DirectoryFixture.Cancel);

        await OwnAsync(office, desk, bob.Id);
        await OwnAsync(office, desk, null);

        Assert.Equal((null, false), (office.Directory.Device(desk.Id)!.OwnerId, office.Directory.Device(desk.Id)!.LostOwner));
    }

    [Fact]
    public async Task A_deleted_extension_can_be_given_to_someone_else()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice", draft => draft with { Extension = "204" });
        await office.Users.DeleteAsync(office.Account, alice.Id, null, DirectoryFixture.Cancel);

        var bob = await office.AddUserAsync("Bob", draft => draft with { Extension = "204" });

        Assert.Equal(bob, office.Directory.UserByExtension(office.Account, "204"));
    }

    [Fact]
    public async Task A_site_where_devices_stand_stays()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var berlin = (await office.Sites.CreateAsync(office.Account, new() { Name = "Berlin" }, DirectoryFixture.Cancel)).Done();
        var desk = await office.AddDeviceAsync("window", draft => draft with { SiteId = new(berlin.Id) });

        var refused = await office.Sites.DeleteAsync(office.Account, new(berlin.Id), null, DirectoryFixture.Cancel);
        await office.Devices.DeleteAsync(office.Account, desk.Id, null, DirectoryFixture.Cancel);
        var deleted = await office.Sites.DeleteAsync(office.Account, new(berlin.Id), null, DirectoryFixture.Cancel);

        Assert.True(refused.Problem().Conflict);
        deleted.Done();
        Assert.Null(office.Directory.Site(new(berlin.Id)));
    }

    [Fact]
    public async Task A_deleted_account_takes_all_that_it_has_with_it_and_nothing_else()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");
        var acme = await office.AddAccountAsync("acme");
        var carol = new UserId((await office.Users.CreateAsync(
            acme.Id, new() { Username = "carol", Extension = "204" }, DirectoryFixture.Cancel)).Done().Id);
        var draft = new DeviceDraft { Nickname = "door", Sip = new() { Username = "door" }, OwnerId = carol };
        var door = new DeviceId((await office.Devices.CreateAsync(acme.Id, draft, DirectoryFixture.Cancel)).Done().Id);
        await office.Get<IFeatureCodes>().PutAsync(acme.Id, "hotdesk-login", "*71", true, DirectoryFixture.Cancel);

        (await office.Accounts.DeleteAsync(acme.Id, null, DirectoryFixture.Cancel)).Done();

        Assert.Null(office.Directory.AccountByRealm(acme.Realm));
        Assert.Null(office.Directory.User(carol));
        Assert.Null(office.Directory.Device(door));
        Assert.Empty(office.Directory.FeatureCodes(acme.Id));
        Assert.Contains(alice, office.Directory.Users(office.Account));
        Assert.Equal(
            [typeof(DeviceDeleted), typeof(UserDeleted), typeof(AccountDeleted)],
            office.News.TakeLast(3).Select(news => news.GetType()));
    }

    private static async Task OwnAsync(DirectoryFixture office, Device device, UserId? owner) =>
        (await office.Devices.ChangeAsync(
            office.Account, device.Id, null, draft => draft with { OwnerId = owner }, DirectoryFixture.Cancel)).Done();
}
