using Perch.Directory;
using Perch.TestKit.Calls;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §4.3, from the caller's ear.</summary>
public sealed class Toggling : IAsyncLifetime
{
    private const string Toggle = "hotdesk-toggle";

    private static readonly string[] ExtensionOfAlice = ["extension", "digit-2", "digit-0", "digit-4"];

    private Office _office = null!;
    private User _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204", pin: "7391");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Dialled_bare_at_an_owned_phone_all_phones_of_its_owner_go_off()
    {
        var phone = Owned("alices phone");
        Owned("alices mobile");
        using var call = _office.CallFrom(phone);

        await _office.RunAsync(Toggle, call);

        Assert.Equal(
            ["answered", .. ExtensionOfAlice, "number-2", "hotdesk-phones-off", "hotdesk-not-you", "goodbye"],
            call.Heard);
        Assert.Equal([RingState.Off, RingState.Off], States());
    }

    [Fact]
    public async Task If_any_is_on_all_go_off()
    {
        var phone = Owned("alices phone", RingState.Off);
        Owned("alices mobile", RingState.On);
        using var call = _office.CallFrom(phone);

        await _office.RunAsync(Toggle, call);

        Assert.Equal([RingState.Off, RingState.Off], States());
    }

    [Fact]
    public async Task If_all_are_off_all_go_on_and_one_phone_is_spoken_of_as_one()
    {
        using var call = _office.CallFrom(Owned("alices phone", RingState.Off));

        await _office.RunAsync(Toggle, call);

        Assert.Equal(
            [.. ExtensionOfAlice, "number-1", "hotdesk-phone-on", "hotdesk-not-you"], call.Heard.Skip(1).SkipLast(1));
        Assert.Equal([RingState.On], States());
    }

    [Fact]
    public async Task Dialled_bare_at_a_desk_it_is_about_the_occupant()
    {
        Owned("alices phone");
        var window = _office.Desk("window desk");
        await _office.SitAsync(_alice, window);
        using var call = _office.CallFrom(window);

        await _office.RunAsync(Toggle, call);

        Assert.Contains("hotdesk-phone-off", call.Heard);
        Assert.Empty(call.Questions);
    }

    [Fact]
    public async Task Dialled_bare_at_a_shared_desk_it_asks_who_is_there()
    {
        var phone = Owned("alices phone");
        var bob = _office.Person("Bob", "205", pin: "8264");
        var bobs = _office.Directory.AddDevice("bobs phone", bob);
        var window = _office.Desk("window desk", OccupiedPolicy.Share);
        await _office.SitAsync(_alice, window);
        await _office.SitAsync(bob, window);
        using var call = _office.CallFrom(window, "204", "7391");

        await _office.RunAsync(Toggle, call);

        Assert.Equal(["answered", "hotdesk-enter-id", "hotdesk-enter-pin"], call.Heard.Take(3));
        Assert.Equal(RingState.Off, _office.Directory.Device(phone.Id)?.RingState);
        Assert.Equal(RingState.On, _office.Directory.Device(bobs.Id)?.RingState);
    }

    [Fact]
    public async Task Dialled_bare_at_an_empty_desk_it_asks_who_is_there()
    {
        Owned("alices phone");
        using var call = _office.CallFrom(_office.Desk("window desk"), "204", "7391");

        await _office.RunAsync(Toggle, call);

        Assert.Equal(["answered", "hotdesk-enter-id", "hotdesk-enter-pin"], call.Heard.Take(3));
        Assert.Equal([RingState.Off], States());
    }

    [Fact]
    public async Task A_number_sign_that_only_ends_the_code_leaves_it_bare()
    {
        using var call = _office.CallFrom(Owned("alices phone"));

        await _office.RunAsync(Toggle, call, "#");

        Assert.Contains("hotdesk-phone-off", call.Heard);
        Assert.DoesNotContain("hotdesk-enter-id", call.Heard);
    }

    [Fact]
    public async Task With_an_ID_it_works_from_the_phone_of_a_stranger()
    {
        Owned("alices phone");
        var strangers = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        using var call = _office.CallFrom(strangers, "7391");

        await _office.RunAsync(Toggle, call, "204");

        Assert.Equal(["answered", "hotdesk-enter-pin", .. ExtensionOfAlice], call.Heard.Take(6));
        Assert.Equal([RingState.Off], States());
    }

    [Fact]
    public async Task A_star_asks_who_is_there_at_any_phone()
    {
        Owned("alices phone");
        var strangers = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        using var call = _office.CallFrom(strangers, "204", "7391");

        await _office.RunAsync(Toggle, call, "*");

        Assert.Equal(["answered", "hotdesk-enter-id", "hotdesk-enter-pin"], call.Heard.Take(3));
        Assert.Equal([RingState.Off], States());
    }

    [Fact]
    public async Task Within_four_seconds_a_star_takes_it_back_and_asks_for_an_ID()
    {
        var (phone, mobile) = (Owned("alices phone", RingState.Off), Owned("alices mobile", RingState.On));
        var bob = _office.Person("Bob", "205");
        var bobs = _office.Directory.AddDevice("bobs phone", bob);
        using var call = _office.CallFrom(phone, "*", "205");

        await _office.RunAsync(Toggle, call);

        Assert.Equal(("*", TimeSpan.FromSeconds(4)), call.KeyQuestions[0]);
        Assert.Equal(RingState.Off, _office.Directory.Device(phone.Id)?.RingState);
        Assert.Equal(RingState.On, _office.Directory.Device(mobile.Id)?.RingState);
        Assert.Equal(RingState.Off, _office.Directory.Device(bobs.Id)?.RingState);
    }

    [Fact]
    public async Task Someone_who_owns_no_phone_is_logged_in_here()
    {
        var window = _office.Desk("window desk");
        using var call = _office.CallFrom(window, "204", "7391");

        await _office.RunAsync(Toggle, call);

        Assert.Equal(["hotdesk-logged-in", "goodbye"], call.Heard.TakeLast(2));
        Assert.Equal(["Alice"], _office.At(window));
    }

    [Fact]
    public async Task Someone_who_owns_no_phone_and_is_logged_in_here_is_logged_out()
    {
        var window = _office.Desk("window desk");
        await _office.SitAsync(_alice, window);
        using var call = _office.CallFrom(window);

        await _office.RunAsync(Toggle, call);

        Assert.Equal(["answered", "hotdesk-logged-out", "goodbye"], call.Heard);
        Assert.Empty(_office.At(window));
    }

    [Fact]
    public async Task Someone_who_owns_no_phone_cannot_log_in_at_a_phone_that_is_not_a_desk()
    {
        var strangers = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        using var call = _office.CallFrom(strangers, "7391");

        await _office.RunAsync(Toggle, call, "204");

        Assert.Equal("hotdesk-not-a-desk", call.Heard[^1]);
    }

    [Fact]
    public async Task The_news_tells_which_phones_and_how()
    {
        var phone = Owned("alices phone");
        using var call = _office.CallFrom(phone);

        await _office.RunAsync(Toggle, call);

        var news = Assert.IsType<DevicesToggled>(Assert.Single(_office.Listener.News));
        Assert.Equal((_alice.Id, false, phone.Id), (news.User, news.On, Assert.Single(news.Devices)));
    }

    private Device Owned(string name, RingState state = RingState.On) =>
        _office.Directory.Put(_office.Directory.AddDevice(name, _alice) with { RingState = state });

    private IEnumerable<RingState> States() =>
        _office.Directory.DevicesOwnedBy(_alice.Id).Select(device => device.RingState);
}
