using Perch.TestKit.Directory;
using Xunit;

namespace Perch.Registrar.Tests;

/// <summary>What an administrator does to a device reaches its registration at once.</summary>
public sealed class OutOfService : IDisposable
{
    private readonly Office _office = new();
    private readonly Phone _phone;

    public OutOfService()
    {
        _phone = _office.Phone();
        _phone.Register();
    }

    public void Dispose() => _office.Dispose();

    [Fact]
    public void A_disabled_device_is_gone_and_cannot_come_back()
    {
        _office.Directory.Put(_office.Alice with { Enabled = false });

        Assert.Empty(_office.ContactsOf(_office.Alice));
        Assert.Equal($"DeviceGone {_phone.Contact}", _office.News.Heard[^1]);
        Assert.Equal(401, _phone.Register());
    }

    [Fact]
    public void A_deleted_device_is_gone()
    {
        _office.Directory.Remove(_office.Alice);

        Assert.Empty(_office.Module.Table.Of(_office.Alice.Id));
    }

    [Fact]
    public void A_new_password_ends_what_was_registered_with_the_old_one()
    {
        _office.Directory.Put(_office.Alice with { Secret = FakeDirectory.SecretFor("alice", "perch.test", "another") });

        Assert.Empty(_office.Module.Table.Of(_office.Alice.Id));
        Assert.Equal(401, _phone.Register());
    }

    [Fact]
    public void A_new_nickname_ends_nothing()
    {
        _office.Directory.Put(_office.Alice with { Nickname = "window desk" });

        Assert.Single(_office.ContactsOf(_office.Alice));
    }

    [Fact]
    public void A_disabled_account_takes_all_its_devices_with_it()
    {
        _office.Directory.Put(_office.Directory.DefaultAccount with { Enabled = false });

        Assert.Empty(_office.Module.Table.Of(_office.Alice.Id));
    }
}
