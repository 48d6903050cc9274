using Perch.Transport;
using Xunit;

namespace Perch.Registrar.Tests.Journal;

/// <summary>A phone that was told it is registered is, and one that was told it is not, is not.</summary>
public sealed class AfterTheProcessWasKilled : IDisposable
{
    private readonly JournalledOffice _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public void A_registered_phone_can_be_reached_without_registering_again()
    {
        var phone = _office.Now.Phone();
        phone.Register();
        var before = _office.Now.Locations.BindingsOf(_office.Now.Alice.Id)[0];

        _office.KillAndStart();

        var binding = Assert.Single(_office.Now.Locations.BindingsOf(_office.Now.Alice.Id));
        Assert.Equal([phone.Contact], _office.Now.ContactsOf(_office.Now.Alice));
        Assert.Equal(
            (before.Id, before.RegisteredAt, before.ExpiresAt, before.UserAgent, before.Received),
            (binding.Id, binding.RegisteredAt, binding.ExpiresAt, binding.UserAgent, binding.Received));
        Assert.Equal(_office.Now.Channel, binding.Flow.Channel);
        Assert.Equal(before.Flow.Remote, binding.Flow.Remote);
        Assert.Equal(before.AorHost.ToArray(), binding.AorHost.ToArray());
    }

    [Fact]
    public void A_phone_that_had_unregistered_is_not_there()
    {
        var phone = _office.Now.Phone();
        phone.Register();
        phone.Register(expires: 0);

        _office.KillAndStart();

        Assert.Empty(_office.Now.Module.Table.Of(_office.Now.Alice.Id));
    }

    [Fact]
    public void What_the_last_refresh_promised_holds()
    {
        var phone = _office.Now.Phone();
        phone.Register(expires: 600);
        _office.Now.Clock.Advance(TimeSpan.FromSeconds(400));
        phone.Register(expires: 600);
        _office.Now.Clock.Advance(TimeSpan.FromSeconds(400));

        _office.KillAndStart();

        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
    }

    [Fact]
    public void What_has_expired_meanwhile_is_not_there()
    {
        _office.Now.Phone().Register(expires: 60);
        _office.Now.Clock.Advance(TimeSpan.FromSeconds(61));

        _office.KillAndStart();

        Assert.Empty(_office.Now.Module.Table.Of(_office.Now.Alice.Id));
    }

    [Fact]
    public void A_device_that_was_disabled_meanwhile_is_not_there()
    {
        _office.Now.Phone().Register();
        _office.Now.Directory.Put(_office.Now.Alice with { Enabled = false });

        _office.KillAndStart();

        Assert.Empty(_office.Now.Module.Table.Of(_office.Now.Alice.Id));
    }

    [Fact]
    public void A_REGISTER_that_was_overtaken_is_refused_as_before()
    {
        var phone = _office.Now.Phone();
        phone.CSeq = 100;
        phone.Register();

        _office.KillAndStart();
        var late = _office.Now.Phone();
        late.CallId = phone.CallId;
        late.CSeq = 5;

        Assert.Equal(500, late.Register());
    }

    [Fact]
    public void Several_lives_later_all_is_as_it_was_left()
    {
        var lobby = _office.Now.Directory.AddDevice("lobby");
        _office.Now.Phone().Register();
        _office.KillAndStart();
        _office.Now.Phone("lobby", "192.0.2.8:5060").Register();
        _office.KillAndStart();
        var alice = _office.Now.Phone();
        alice.CSeq = 50;
        alice.Register(expires: 0);
        _office.KillAndStart();

        Assert.Empty(_office.Now.ContactsOf(_office.Now.Alice));
        Assert.Single(_office.Now.ContactsOf(lobby));
    }

    [Fact]
    public void A_phone_on_a_connection_is_not_expected_to_be_there()
    {
        using var office = new Office(protocol: SipProtocol.Tcp);
        var folder = Path.Combine(_office.Folder, "tcp");
        office.Module.Restore(folder, []);
        office.Phone(protocol: SipProtocol.Tcp).Register();

        Assert.Single(office.ContactsOf(office.Alice));
        Assert.All(System.IO.Directory.EnumerateFiles(folder, "*.log"), static log => Assert.Empty(File.ReadAllBytes(log)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Of_a_torn_record_nothing_is_believed_and_all_before_it_is(int missing)
    {
        var lobby = _office.Now.Directory.AddDevice("lobby");
        _office.Now.Phone().Register();
        _office.Now.Phone("lobby", "192.0.2.8:5060").Register();
        Cut(missing);

        _office.KillAndStart();

        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
        Assert.Empty(_office.Now.ContactsOf(lobby));
    }

    [Fact]
    public void Of_a_damaged_record_nothing_is_believed()
    {
        _office.Now.Phone().Register();
        var log = System.IO.Directory.EnumerateFiles(_office.Folder, "*.log").Single();
        var bytes = File.ReadAllBytes(log);
        bytes[^20] ^= 0x40;
        File.WriteAllBytes(log, bytes);

        _office.KillAndStart();

        Assert.Empty(_office.Now.Module.Table.Of(_office.Now.Alice.Id));
    }

    private void Cut(int bytes)
    {
        using var log = new FileStream(
            System.IO.Directory.EnumerateFiles(_office.Folder, "*.log").Single(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        log.SetLength(log.Length - bytes);
    }
}
