using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Front;

/// <summary>A phone that says 302: whether the call goes where it points.</summary>
public sealed class Redirects : OfficeTest
{
    [Fact]
    public async Task By_default_it_is_not_followed()
    {
        var (alice, alices) = await WithPhoneAsync("Alice", "201", followRedirects: false);
        var (bob, bobs) = await WithPhoneAsync("Bob", "202", followRedirects: false);
        var desk = await Pbx.DeskAsync("reception");

        desk.Phone.StartDialling(alice.Extension);
        await alices.Phone.RejectAsync(302, bob.Extension);

        Assert.Equal(480, (await desk.Phone.ShouldEndAsync()).Status);
        bobs.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task Where_the_device_may_the_colleague_rings_and_both_talk()
    {
        var (alice, alices) = await WithPhoneAsync("Alice", "201", followRedirects: true);
        var (bob, bobs) = await WithPhoneAsync("Bob", "202", followRedirects: false);
        var desk = await Pbx.DeskAsync("reception");

        desk.Phone.StartDialling(alice.Extension);
        await alices.Phone.RejectAsync(302, bob.Extension);
        await bobs.Phone.AnswerAsync();

        await desk.Phone.ShouldBeAnsweredAsync();
        await desk.ShouldTalkAsync(bobs);
    }

    [Fact]
    public async Task Two_phones_that_point_at_each_other_end_the_call()
    {
        var (alice, alices) = await WithPhoneAsync("Alice", "201", followRedirects: true);
        var (bob, bobs) = await WithPhoneAsync("Bob", "202", followRedirects: true);
        var desk = await Pbx.DeskAsync("reception");

        desk.Phone.StartDialling(alice.Extension);
        await alices.Phone.RejectAsync(302, bob.Extension);
        await bobs.Phone.RejectAsync(302, alice.Extension);

        Assert.Equal(480, (await desk.Phone.ShouldEndAsync()).Status);
        alices.Phone.ShouldStaySilent();
        bobs.Phone.ShouldStaySilent();
        await Pbx.NobodyCallsAsync();
    }

    private async Task<(Person Person, Telephone Phone)> WithPhoneAsync(string name, string extension, bool followRedirects)
    {
        var person = await Pbx.UserAsync(name, extension);

        return (person, await Pbx.TelephoneAsync($"{name}'s phone", new { ownerId = person.Id, followRedirects }));
    }
}
