using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows.Tests.Programs;

/// <summary>What happens to a call to an extension: hotdesk.md §4.4.</summary>
public sealed class RingingPeople : IAsyncLifetime
{
    private Exchange _exchange = null!;
    private User _alice = null!;
    private User _bob = null!;
    private Device _alices = null!;
    private Device _bobs = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await Exchange.OpenAsync();
        _alice = _exchange.Directory.AddUser("Alice", "204", "204");
        _bob = _exchange.Directory.AddUser("Bob", "205", "205");
        _alices = _exchange.Directory.AddDevice("alices phone", _alice);
        _bobs = _exchange.Directory.AddDevice("bobs phone", _bob);
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task Everywhere_she_is_rings_for_twenty_seconds_and_the_one_who_answers_is_joined()
    {
        await _exchange.SitAsync(_alice, _exchange.Directory.AddDevice("window desk"));

        using var call = await _exchange.DialAsync(
            _bobs, "204", devices => Exchange.Answers([devices.Single(device => device.Id == _alices.Id)]));

        Assert.Equal(
            ["rings alices phone, window desk", "answered", "joined with alices phone", "hung up: Normal"], call.Heard);
        Assert.Equal([TimeSpan.FromSeconds(20)], call.RungFor);
    }

    [Theory]
    [InlineData(RingOutcome.NoAnswer, HangUpCause.Unavailable)]
    [InlineData(RingOutcome.Unregistered, HangUpCause.Unavailable)]
    public async Task When_nobody_answers_it_is_said_before_the_call_is_refused(RingOutcome outcome, HangUpCause cause)
    {
        using var call = await _exchange.DialAsync(_bobs, "204", _ => RingResult.Unanswered(outcome));

        Assert.Equal(["rings alices phone", "unavailable", $"hung up: {cause}"], call.Heard);
    }

    [Theory]
    [InlineData(RingOutcome.Busy, HangUpCause.Busy)]
    [InlineData(RingOutcome.Declined, HangUpCause.Declined)]
    public async Task Busy_and_declined_are_told_by_the_status_alone(RingOutcome outcome, HangUpCause cause)
    {
        using var call = await _exchange.DialAsync(_bobs, "204", _ => RingResult.Unanswered(outcome));

        Assert.Equal(["rings alices phone", $"hung up: {cause}"], call.Heard);
    }

    [Fact]
    public async Task Somebody_without_any_phone_is_unavailable_at_once()
    {
        _exchange.Directory.AddUser("Carol", "206");

        using var call = await _exchange.DialAsync(_bobs, "206");

        Assert.Equal(["unavailable", "hung up: Unavailable"], call.Heard);
    }

    [Fact]
    public async Task Somebody_who_was_disabled_is_not_rung()
    {
        _exchange.Directory.Put(_alice with { Enabled = false });

        using var call = await _exchange.DialAsync(_bobs, "204");

        Assert.Empty(call.Rung);
    }

    [Fact]
    public async Task Calling_ones_own_extension_says_so_and_rings_no_other_phone_of_ones_own()
    {
        _exchange.Directory.AddDevice("alices mobile", _alice);

        using var call = await _exchange.DialAsync(_alices, "204");

        Assert.Equal(["calling-yourself", "unavailable", "hung up: Unavailable"], call.Heard);
    }

    [Fact]
    public async Task Calling_ones_own_extension_from_a_desk_one_sits_at_does_not_ring_the_phone_elsewhere()
    {
        var window = _exchange.Directory.AddDevice("window desk");
        await _exchange.SitAsync(_alice, window);

        using var call = await _exchange.DialAsync(window, "204");

        Assert.Equal("calling-yourself", call.Heard[0]);
        Assert.Empty(call.Rung);
    }

    [Fact]
    public async Task A_guest_at_her_phone_reaches_her_other_phone_and_not_the_one_in_their_hand()
    {
        var phone = _exchange.Directory.Put(_alices with { Policy = new() { HotDeskUse = HotDeskUse.Always } });
        _exchange.Directory.AddDevice("alices mobile", _alice);
        await _exchange.SitAsync(_bob, phone);

        using var call = await _exchange.DialAsync(phone, "204");

        Assert.Equal("rings alices mobile", call.Heard[0]);
    }

    [Fact]
    public async Task An_unknown_number_is_refused_without_a_word()
    {
        using var call = await _exchange.DialAsync(_bobs, "299");

        Assert.Equal(["hung up: NoSuchNumber"], call.Heard);
    }

    [Fact]
    public async Task An_emergency_number_says_that_there_is_no_trunk()
    {
        using var call = await _exchange.DialAsync(_bobs, "112");

        Assert.Equal(
            ["answered", "no-emergency-trunk", "no-emergency-trunk", "hung up: ServerError"], call.Heard);
    }

    [Fact]
    public async Task A_feature_code_runs_its_program_and_hangs_up()
    {
        using var call = await _exchange.DialAsync(_exchange.Directory.AddDevice("window desk"), "*11204");

        Assert.Equal(
            ["answered", "extension", "digit-2", "digit-0", "digit-4", "hotdesk-logged-in", "goodbye",
             "hung up: Normal"],
            call.Heard);
    }
}
