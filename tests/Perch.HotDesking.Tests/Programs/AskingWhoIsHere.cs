using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Programs;

/// <summary>hotdesk.md §7, <c>*14</c>, from the caller's ear.</summary>
public sealed class AskingWhoIsHere : IAsyncLifetime
{
    private const string Who = "hotdesk-who";

    private static readonly string[] Desk = ["answered", "hotdesk-this-desk", "letter-w", "digit-1"];
    private static readonly string[] Alice = ["extension", "digit-2", "digit-0", "digit-4"];

    private Office _office = null!;
    private User _alice = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204", pin: "7391");
        _window = _office.Desk("W 1");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task The_desk_and_the_person_are_said()
    {
        await _office.SitAsync(_alice, _window);

        Assert.Equal([.. Desk, .. Alice, "hotdesk-here", "goodbye"], await HeardAtAsync(_window));
    }

    [Fact]
    public async Task Nobody_is_said_too()
    {
        Assert.Equal([.. Desk, "hotdesk-nobody", "goodbye"], await HeardAtAsync(_window));
    }

    [Theory]
    [InlineData(RingState.On, "hotdesk-own-phones-on")]
    [InlineData(RingState.Off, "hotdesk-own-phones-off")]
    public async Task Whether_her_own_phones_ring_is_said(RingState state, string said)
    {
        _office.Directory.Put(_office.Directory.AddDevice("alices phone", _alice) with { RingState = state });
        await _office.SitAsync(_alice, _window);

        Assert.Equal([.. Desk, .. Alice, "hotdesk-here", said, "goodbye"], await HeardAtAsync(_window));
    }

    [Theory]
    [InlineData(0, "hotdesk-new-messages")]
    [InlineData(1, "hotdesk-new-message")]
    [InlineData(3, "hotdesk-new-messages")]
    public async Task How_many_messages_wait_is_said_where_she_has_a_box(int count, string said)
    {
        _office.Messages.Count = count;
        await _office.SitAsync(_alice, _window);

        Assert.Equal(
            [.. Desk, .. Alice, "hotdesk-here", $"number-{count}", said, "goodbye"], await HeardAtAsync(_window));
    }

    [Fact]
    public async Task Of_several_all_are_named_and_nothing_is_said_of_their_phones_and_messages()
    {
        _office.Messages.Count = 3;
        _office.Directory.AddDevice("alices phone", _alice);
        var shared = _office.Desk("W 1", OccupiedPolicy.Share);
        await _office.SitAsync(_office.Person("Bob", "205"), shared);
        await _office.SitAsync(_alice, shared);

        Assert.Equal(
            [.. Desk, "extension", "digit-2", "digit-0", "digit-5", .. Alice, "hotdesk-here", "goodbye"],
            await HeardAtAsync(shared));
    }

    [Fact]
    public async Task At_her_own_phone_it_is_she()
    {
        var phone = _office.Directory.AddDevice("W 1", _alice);

        Assert.Equal([.. Desk, .. Alice, "hotdesk-own-phones-on", "goodbye"], await HeardAtAsync(phone));
    }

    private async Task<IReadOnlyList<string>> HeardAtAsync(Device device)
    {
        using var call = _office.CallFrom(device);
        await _office.RunAsync(Who, call);
        return call.Heard;
    }
}
