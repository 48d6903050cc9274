using Perch.Transport;
using Xunit;

namespace Perch.Registrar.Tests;

public sealed class OverAConnection : IDisposable
{
    private readonly Office _office = new(protocol: SipProtocol.Tcp);
    private readonly Phone _phone;

    public OverAConnection() => _phone = _office.Phone(protocol: SipProtocol.Tcp);

    public void Dispose() => _office.Dispose();

    [Fact]
    public void The_phone_is_reached_on_the_connection_it_registered_on()
    {
        _phone.Register(contact: "<sip:alice@10.0.0.7:5060;transport=tcp>");

        var binding = Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id));
        Assert.Same(_office.Channel, binding.Flow.Channel);
        Assert.Equal(_phone.Channel.Local, binding.Flow.Remote);
    }

    [Fact]
    public void A_connection_stays_open_while_any_phone_is_bound_to_it()
    {
        _office.Directory.AddDevice("bob");
        var other = _office.Phone("bob", "192.0.2.7:5062", SipProtocol.Tcp);
        Assert.False(_office.Channel.KeepOpen);

        _phone.Register();
        other.Register();
        _phone.Register(expires: 0);
        Assert.True(_office.Channel.KeepOpen);

        other.Register(expires: 0);
        Assert.False(_office.Channel.KeepOpen);
    }

    [Fact]
    public void When_the_connection_closes_the_phone_is_gone_at_once_and_that_is_news_soon_after()
    {
        _phone.Register();

        _office.Channel.Connected = false;
        Assert.Empty(_office.ContactsOf(_office.Alice));

        _office.Network.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal([$"added {_phone.Contact}", $"ConnectionClosed {_phone.Contact}"], _office.News.Heard);
    }

    [Fact]
    public void Nobody_sends_keep_alives_on_a_connection()
    {
        _phone.Register(contact: "<sip:alice@10.0.0.7:5060;transport=tcp>");

        _office.Network.Pass(TimeSpan.FromSeconds(60));

        Assert.Equal(0, _phone.OptionsHeard);
    }
}
