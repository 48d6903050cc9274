using Perch.Directory;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

public sealed class WhichDevicesAreDesks
{
    private readonly FakeDirectory _directory = new();

    [Theory]
    [InlineData(DeviceType.SipPhone, true)]
    [InlineData(DeviceType.Softphone, false)]
    [InlineData(DeviceType.Ata, false)]
    [InlineData(DeviceType.DoorPhone, false)]
    public void Of_devices_without_an_owner_only_a_desk_phone_is_one_by_itself(DeviceType type, bool isDesk)
    {
        Assert.Equal(isDesk, IsDesk(Phone() with { Type = type }));
    }

    [Fact]
    public void An_owned_phone_is_none() => Assert.False(IsDesk(Phone(_directory.AddUser("Alice", "201"))));

    [Fact]
    public void A_phone_whose_owner_was_deleted_does_not_become_one_by_itself() =>
        Assert.False(IsDesk(Phone() with { LostOwner = true }));

    [Fact]
    public void Always_makes_any_device_one() => Assert.True(IsDesk(
        Phone(_directory.AddUser("Alice", "201")) with { Policy = new() { HotDeskUse = HotDeskUse.Always } }));

    [Fact]
    public void Never_keeps_people_off_a_phone_without_owner() =>
        Assert.False(IsDesk(Phone() with { Policy = new() { HotDeskUse = HotDeskUse.Never } }));

    [Fact]
    public void A_disabled_device_is_none() => Assert.False(IsDesk(
        Phone() with { Enabled = false, Policy = new() { HotDeskUse = HotDeskUse.Always } }));

    private Device Phone(User? owner = null) => _directory.AddDevice("window desk", owner);

    private bool IsDesk(Device device) => DeskRule.IsDesk(device, _directory.PolicyOf(device));
}
