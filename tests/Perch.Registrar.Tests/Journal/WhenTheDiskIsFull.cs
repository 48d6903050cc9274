using Perch.Sip;
using Xunit;

namespace Perch.Registrar.Tests.Journal;

/// <summary>What cannot be written down is not promised; what was promised goes on from memory.</summary>
public sealed class WhenTheDiskIsFull : IDisposable
{
    private readonly JournalledOffice _office = new();
    private readonly Phone _phone;

    public WhenTheDiskIsFull()
    {
        _phone = _office.Now.Phone();
        _phone.Register();
    }

    public void Dispose() => _office.Dispose();

    [Fact]
    public void A_new_registration_is_refused_for_now_and_changes_nothing()
    {
        var lobby = _office.Now.Directory.AddDevice("lobby");
        FillTheDisk();
        var newcomer = _office.Now.Phone("lobby", "192.0.2.8:5060");

        Assert.Equal(503, newcomer.Register());
        Assert.Equal("10", System.Text.Encoding.ASCII.GetString(newcomer.Answer[HeaderId.RetryAfter]));
        Assert.Empty(_office.Now.Module.Table.Of(lobby.Id));
    }

    [Fact]
    public void A_registration_is_not_taken_back_either()
    {
        FillTheDisk();

        Assert.Equal(503, _phone.Register(expires: 0));
        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
    }

    [Fact]
    public void A_refresh_that_changes_nothing_is_answered_as_always()
    {
        FillTheDisk();

        Assert.Equal(200, _phone.Register());
        Assert.Equal(200, _phone.Register());
    }

    [Fact]
    public void Once_there_is_room_again_new_registrations_are_taken_and_outlive_a_kill()
    {
        var lobby = _office.Now.Directory.AddDevice("lobby");
        FillTheDisk();
        _phone.Register(expires: 0);
        _office.Now.Module.Journal.GoOnIn(File.OpenHandle(
            Path.Combine(_office.Folder, "0000000009.log"), FileMode.Create, FileAccess.Write));

        Assert.Equal(200, _office.Now.Phone("lobby", "192.0.2.8:5060").Register());
        _office.KillAndStart();
        Assert.Single(_office.Now.ContactsOf(lobby));
        Assert.Single(_office.Now.ContactsOf(_office.Now.Alice));
    }

    /// <summary>Linux has a file on a disk that is always full.</summary>
    private void FillTheDisk() =>
        _office.Now.Module.Journal.GoOnIn(File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write));
}
