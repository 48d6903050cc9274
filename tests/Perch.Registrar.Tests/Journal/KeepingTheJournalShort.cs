using Xunit;

namespace Perch.Registrar.Tests.Journal;

/// <summary>A snapshot takes the place of the logs before it, and a kill at any moment of that loses nothing.</summary>
public sealed class KeepingTheJournalShort : IDisposable
{
    private readonly JournalledOffice _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public void After_a_start_what_the_former_lives_wrote_is_replaced_by_one_snapshot()
    {
        _office.Now.Phone().Register();
        _office.KillAndStart();
        _office.KillAndStart();

        _office.Now.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["0000000003.log", "0000000003.snapshot"], _office.Files);
        _office.KillAndStart();
        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
    }

    [Fact]
    public void Killed_before_the_snapshot_was_whole_the_logs_before_it_still_count()
    {
        _office.Now.Phone().Register();
        _office.KillAndStart();
        File.WriteAllBytes(Path.Combine(_office.Folder, "0000000002.snapshot.unfinished"), [1, 2, 3]);

        _office.KillAndStart();

        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
    }

    [Fact]
    public void A_long_log_is_followed_by_a_new_one()
    {
        var phone = _office.Now.Phone();
        phone.Register();
        _office.Now.Clock.Advance(TimeSpan.FromSeconds(1));
        WriteAMegabyte(phone);
        _office.Now.Clock.Advance(TimeSpan.FromSeconds(1));
        phone.Register(expires: 0);

        Assert.Equal(["0000000002.log", "0000000002.snapshot"], _office.Files);
        _office.KillAndStart();
        Assert.Empty(_office.Now.Module.Table.Of(_office.Now.Alice.Id));
    }

    private void WriteAMegabyte(Phone phone)
    {
        var binding = _office.Now.Locations.BindingsOf(_office.Now.Alice.Id)[0];
        Assert.Equal([phone.Contact], _office.Now.ContactsOf(_office.Now.Alice));

        while (_office.Now.Module.Journal.Length <= 1 << 20)
        {
            _office.Now.Module.Journal.Refreshed(binding);
            _office.Now.Module.Journal.Flush();
        }
    }
}
