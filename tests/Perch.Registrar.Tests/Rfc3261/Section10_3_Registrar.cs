using System.Globalization;
using Perch.Sip;
using Xunit;

namespace Perch.Registrar.Tests.Rfc3261;

public sealed class Section10_3_Registrar : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public void The_200_lists_the_bindings_with_what_is_left_of_them_and_the_time()
    {
        var phone = _office.Phone();

        phone.Register(expires: 600);

        var listed = Assert.Single(phone.Listed);
        Assert.StartsWith($"<{phone.Contact}>;expires=", listed, StringComparison.Ordinal);
        Assert.InRange(int.Parse(listed[(listed.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture), 540, 600);
        Assert.Equal("Mon, 02 Mar 2026 09:00:00 GMT", System.Text.Encoding.ASCII.GetString(phone.Answer[HeaderId.Date]));
    }

    [Fact]
    public void What_must_be_understood_and_is_not_is_420()
    {
        var phone = _office.Phone();

        phone.Register(extra: "Require: gruu\r\n");

        Assert.Equal([420], phone.Statuses);
        Assert.Equal("gruu", System.Text.Encoding.ASCII.GetString(phone.Answer[HeaderId.Unsupported]));
    }

    [Theory]
    [InlineData(16, 200)]
    [InlineData(17, 400)]
    public void So_many_contacts_may_stand_in_one_REGISTER(int count, int expected)
    {
        _office.Directory.Put(_office.Alice with { MaxBindings = 20 });
        var phone = _office.Phone();
        var contacts = Enumerable.Range(1, count).Select(host => $"<sip:alice@192.0.2.{host}>");

        Assert.Equal(expected, phone.Register(contact: string.Join(", ", contacts)));

        Assert.Equal(expected == 200 ? count : 0, _office.ContactsOf(_office.Alice).Count);
    }

    [Theory]
    [InlineData("sip:bob@perch.test")]
    [InlineData("sip:perch.test")]
    [InlineData("tel:+123")]
    public void Another_s_address_of_record_is_403(string aor)
    {
        var phone = _office.Phone();
        phone.Aor = aor;

        phone.Register();

        Assert.Equal([401, 403], phone.Statuses);
        Assert.Empty(_office.News.Heard);
    }

    [Theory]
    [InlineData("sip:ALICE@perch.test")]
    [InlineData("sip:%61lice@perch.test")]
    [InlineData("sips:alice@PERCH.test.")]
    public void One_s_own_address_of_record_may_be_written_in_many_ways(string aor)
    {
        var phone = _office.Phone();
        phone.Aor = aor;

        Assert.Equal(200, phone.Register());
    }

    [Fact]
    public void Too_short_a_time_is_423_with_the_least_we_take()
    {
        var phone = _office.Phone();

        phone.Register(expires: 59);

        Assert.Equal([401, 423], phone.Statuses);
        Assert.Equal("60", System.Text.Encoding.ASCII.GetString(phone.Answer[HeaderId.MinExpires]));
    }

    [Fact]
    public void A_REGISTER_that_its_successor_has_overtaken_is_500()
    {
        var phone = _office.Phone();
        phone.Register();
        phone.CSeq = 0;

        Assert.Equal(500, phone.Register());
        Assert.Equal([phone.Contact], _office.ContactsOf(_office.Alice));
    }

    [Fact]
    public void A_phone_that_moved_replaces_its_own_binding_and_that_is_news()
    {
        var phone = _office.Phone();
        phone.Register();
        var moved = _office.Phone(address: "192.0.2.8:5060");

        moved.Register();

        Assert.Equal([moved.Contact], _office.ContactsOf(_office.Alice));
        Assert.Equal(
            [$"added {phone.Contact}", $"Replaced {phone.Contact}", $"added {moved.Contact}"], _office.News.Heard);
    }

    [Fact]
    public void A_device_that_may_have_two_bindings_keeps_both_the_newest_first()
    {
        _office.Directory.Put(_office.Alice with { MaxBindings = 2 });
        var desk = _office.Phone();
        var home = _office.Phone(address: "192.0.2.8:5060");

        desk.Register();
        home.Register();

        Assert.Equal([home.Contact, desk.Contact], _office.ContactsOf(_office.Alice));
    }

    [Fact]
    public void A_binding_is_not_found_once_it_expired_and_that_is_news_soon_after()
    {
        var phone = _office.Phone();
        phone.Register(expires: 60);

        _office.Network.Pass(TimeSpan.FromSeconds(61));

        Assert.Empty(_office.ContactsOf(_office.Alice));
        Assert.Equal([$"added {phone.Contact}", $"Expired {phone.Contact}"], _office.News.Heard);
    }

    [Fact]
    public void A_refresh_is_no_news_and_keeps_the_binding()
    {
        var phone = _office.Phone();
        phone.Register(expires: 60);
        var binding = _office.Locations.BindingsOf(_office.Alice.Id)[0];
        _office.Network.Pass(TimeSpan.FromSeconds(50));

        phone.Register(expires: 60);
        _office.Network.Pass(TimeSpan.FromSeconds(50));

        Assert.Same(binding, Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id)));
        Assert.Single(_office.News.Heard);
    }

    [Fact]
    public void A_restarted_phone_refreshes_the_binding_it_left()
    {
        var phone = _office.Phone();
        phone.Register();
        var id = _office.Locations.BindingsOf(_office.Alice.Id)[0].Id;
        (phone.CallId, phone.CSeq) = ("after the restart", 0);

        Assert.Equal(200, phone.Register());

        Assert.Equal(id, Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id)).Id);
        Assert.Single(_office.News.Heard);
    }

    [Fact]
    public void The_way_of_RFC_3327_is_kept_and_shown()
    {
        var phone = _office.Phone();

        phone.Register(extra: "Path: <sip:edge1.perch.test;lr>\r\nPath: <sip:edge2.perch.test;lr>\r\nSupported: path\r\n");

        var binding = Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id));
        Assert.Equal(
            "<sip:edge1.perch.test;lr>,<sip:edge2.perch.test;lr>", System.Text.Encoding.ASCII.GetString(binding.Path.Span));
        Assert.Equal(2, phone.Answer.CountRows(HeaderId.Path));
    }

    [Fact]
    public void A_binding_tells_what_the_phone_said_of_itself()
    {
        var phone = _office.Phone();

        phone.Register();

        var binding = Assert.Single(_office.Locations.BindingsOf(_office.Alice.Id));
        Assert.Equal(("Desk Phone/1.0", phone.Channel.Local), (binding.UserAgent, binding.Received));
        Assert.Equal("perch.test", System.Text.Encoding.ASCII.GetString(binding.AorHost.Span));
    }
}
