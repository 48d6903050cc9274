using Perch.Transport;
using Xunit;

namespace Perch.Registrar.Tests;

public sealed class BehindANat : IDisposable
{
    // What the phone knows of itself is not what we see.
    private const string Inside = "<sip:alice@10.0.0.7:5060>";

    private readonly Office _office = new();
    private readonly Phone _phone;

    public BehindANat() => _phone = _office.Phone(address: "203.0.113.9:40000");

    private DeviceBinding Binding => Assert.Single(_office.Module.Table.Of(_office.Alice.Id));

    public void Dispose() => _office.Dispose();

    [Fact]
    public void The_phone_is_reached_where_it_is_seen_and_called_by_its_own_contact()
    {
        _phone.Register(contact: Inside);

        Assert.Equal(("203.0.113.9:40000", true), (Binding.Flow.Remote.ToString(), Binding.IsBehindNat));
        Assert.Equal(["sip:alice@10.0.0.7:5060"], _office.ContactsOf(_office.Alice));
    }

    [Theory]
    [InlineData("<sip:alice@203.0.113.9:40000>", ";rport", "203.0.113.9:40000", false)]
    [InlineData("<sip:alice@203.0.113.9>", ";rport", "203.0.113.9:40000", true)]
    [InlineData("<sip:alice@203.0.113.9>", "", "203.0.113.9:5060", false)]
    [InlineData("<sip:alice@phone.invalid>", ";rport", "203.0.113.9:40000", true)]
    public void Contact_and_source_tell_whether_there_is_a_NAT(string contact, string rport, string target, bool isNat)
    {
        _phone.Rport = rport;

        _phone.Register(contact: contact);

        Assert.Equal((target, isNat), (Binding.Flow.Remote.ToString(), Binding.IsBehindNat));
    }

    [Fact]
    public void A_phone_that_asks_for_no_time_gets_five_minutes_and_without_a_NAT_an_hour()
    {
        _phone.Register(contact: Inside, expires: null);
        var desk = _office.Phone("bob", "192.0.2.7:5060");
        var bob = _office.Directory.AddDevice("bob");
        desk.Register(expires: null);

        Assert.InRange((Binding.ExpiresAt - _office.Clock.GetUtcNow()).TotalSeconds, 268, 300);
        var direct = Assert.Single(_office.Module.Table.Of(bob.Id));
        Assert.InRange((direct.ExpiresAt - _office.Clock.GetUtcNow()).TotalSeconds, 3238, 3600);
    }

    [Fact]
    public void Every_25_seconds_OPTIONS_keeps_the_way_open()
    {
        _phone.Register(contact: Inside);

        _office.Network.Pass(TimeSpan.FromSeconds(80));

        Assert.Equal(3, _phone.OptionsHeard);
    }

    [Fact]
    public void A_phone_without_a_NAT_is_left_in_peace()
    {
        var desk = _office.Phone(address: "192.0.2.7:5060");
        desk.Register();

        _office.Network.Pass(TimeSpan.FromSeconds(80));

        Assert.Equal(0, desk.OptionsHeard);
    }

    [Fact]
    public void Three_without_an_answer_and_the_phone_cannot_be_reached_until_it_answers_again()
    {
        _phone.Register(contact: Inside);
        _phone.Channel.Connected = false;
        _office.Network.Pass(TimeSpan.FromSeconds(90));
        Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id));

        _office.Network.Pass(TimeSpan.FromSeconds(20));
        Assert.Empty(_office.Locations.BindingsOf(_office.Alice.Id));
        Assert.False(_office.Locations.IsReachable(_office.Alice.Id));

        _phone.Channel.Connected = true;
        _office.Network.Pass(TimeSpan.FromSeconds(30));
        Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id));
        Assert.Single(_office.News.Heard);
    }

    [Fact]
    public void One_lost_answer_does_not_matter()
    {
        _phone.Register(contact: Inside);
        _phone.AnswersOptions = false;
        _office.Network.Pass(TimeSpan.FromSeconds(40));
        _phone.AnswersOptions = true;

        _office.Network.Pass(TimeSpan.FromSeconds(80));

        Assert.True(Binding.IsReachable);
    }

    [Fact]
    public void A_new_port_of_the_NAT_is_used_from_the_next_REGISTER_on()
    {
        _phone.Register(contact: Inside);
        var id = Binding.Id;
        var moved = _office.Phone(address: "203.0.113.9:40001");

        moved.Register(contact: Inside);

        Assert.Equal(("203.0.113.9:40001", id), (Binding.Flow.Remote.ToString(), Binding.Id));
        Assert.Equal(SipProtocol.Udp, Binding.Flow.Channel.Protocol);
    }
}
