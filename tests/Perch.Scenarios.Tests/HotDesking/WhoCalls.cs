using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>Who is shown as the caller, and calls to oneself.</summary>
public sealed class WhoCalls : OfficeTest
{
    [Fact]
    public async Task From_a_desk_it_is_the_occupant_with_name_and_extension()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var (bob, bobs) = await BobAsync();
        await window.LogInAsync(alice, "4711");

        window.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal(("Alice", "201"), (call.Name, call.Number));
    }

    [Fact]
    public async Task From_an_own_phone_it_is_the_owner()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.PhoneOfAsync(alice);
        var (bob, bobs) = await BobAsync();

        own.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal(("Alice", "201"), (call.Name, call.Number));
    }

    [Fact]
    public async Task From_a_phone_with_neither_it_is_the_bare_device()
    {
        var window = await Pbx.DeskAsync("window desk");
        var (bob, bobs) = await BobAsync();

        window.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal("window desk", call.Name);
    }

    [Fact]
    public async Task After_the_log_out_nothing_of_the_person_is_left()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var (bob, bobs) = await BobAsync();
        await window.LogInAsync(alice, "4711");
        await window.LogOutAsync();

        window.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal("window desk", call.Name);
        Assert.DoesNotContain("201", call.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_an_owned_phone_with_a_guest_it_is_the_guest()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var carol = await Pbx.UserAsync("Carol", "203", pin: "3690");
        var carols = await Pbx.TelephoneAsync("carol's phone", new { ownerId = carol.Id, hotDeskUse = "always" });
        var (bob, bobs) = await BobAsync();
        await carols.LogInAsync(alice, "4711");

        carols.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal(("Alice", "201"), (call.Name, call.Number));
    }

    [Fact]
    public async Task Calling_oneself_is_said_and_the_other_phone_does_not_ring()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.PhoneOfAsync(alice);
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        await window.Phone.DialInVainAsync(alice.Extension);

        await window.Phone.HeardAsync("calling-yourself");
        own.Phone.ShouldStaySilent();
    }

    private async Task<(Person Bob, Telephone Phone)> BobAsync()
    {
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");

        return (bob, await Pbx.PhoneOfAsync(bob));
    }
}
