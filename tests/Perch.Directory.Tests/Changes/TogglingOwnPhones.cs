namespace Perch.Directory.Tests.Changes;

public class TogglingOwnPhones
{
    [Fact]
    public async Task If_any_phone_is_on_all_go_off_and_then_all_go_on()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var (alice, _) = await AliceWithTwoPhonesAsync(office);
        var toggle = office.Get<IRingStates>();

        var off = await toggle.ToggleAsync(alice.Id, DirectoryFixture.Cancel);
        Assert.False(off.On);
        Assert.All(office.Directory.DevicesOwnedBy(alice.Id), device => Assert.Equal(RingState.Off, device.RingState));

        var on = await toggle.ToggleAsync(alice.Id, DirectoryFixture.Cancel);
        Assert.True(on.On);
        Assert.All(office.Directory.DevicesOwnedBy(alice.Id), device => Assert.Equal(RingState.On, device.RingState));
    }

    [Fact]
    public async Task Taking_it_back_gives_each_phone_what_it_had()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var (alice, mobile) = await AliceWithTwoPhonesAsync(office);
        var toggle = office.Get<IRingStates>();

        var change = await toggle.ToggleAsync(alice.Id, DirectoryFixture.Cancel);
        await toggle.RestoreAsync(change, DirectoryFixture.Cancel);

        Assert.Equal(RingState.Off, office.Directory.Device(mobile.Id)!.RingState);
        Assert.Equal(1, office.Directory.DevicesOwnedBy(alice.Id).Count(device => device.RingState == RingState.On));
    }

    [Fact]
    public async Task It_survives_a_restart_and_other_peoples_phones_stay_as_they_are()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var (alice, _) = await AliceWithTwoPhonesAsync(office);
        var door = await office.AddDeviceAsync("door");

        await office.Get<IRingStates>().ToggleAsync(alice.Id, DirectoryFixture.Cancel);
        await office.RestartAsync();

        Assert.All(office.Directory.DevicesOwnedBy(alice.Id), device => Assert.Equal(RingState.Off, device.RingState));
        Assert.Equal(RingState.On, office.Directory.Device(door.Id)!.RingState);
    }

    [Fact]
    public async Task For_someone_without_phones_nothing_changes()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var bob = await office.AddUserAsync("Bob");
        office.News.Clear();

        var change = await office.Get<IRingStates>().ToggleAsync(bob.Id, DirectoryFixture.Cancel);

        Assert.Empty(change.Before);
        Assert.Empty(office.News);
    }

    private static async Task<(User Alice, Device Mobile)> AliceWithTwoPhonesAsync(DirectoryFixture office)
    {
        var alice = await office.AddUserAsync("Alice");
        await office.AddDeviceAsync("office", draft => draft with { OwnerId = alice.Id });
        var mobile = await office.AddDeviceAsync(
            "mobile", draft => draft with { OwnerId = alice.Id, RingState = RingState.Off });
        return (alice, mobile);
    }
}
