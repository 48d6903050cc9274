using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Perch.Media;
using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;

namespace Perch.Scenarios.Tests.Front;

/// <summary>A server whose RTP range has room for one call between two phones, beside the 20 pairs for emergencies.</summary>
public sealed class NoPortLeft : OfficeTest
{
    /// <summary>Another for each run, as two may run on one machine.</summary>
    private static readonly int First = 30_000 + (50 * RandomNumberGenerator.GetInt32(20));
    private const int ReservedPairs = 20;

    protected override Func<ServerOptions, ServerOptions> Change => static options =>
        options with { FirstRtpPort = First, LastRtpPort = First + (2 * (ReservedPairs + 2)) - 1 };

    [Fact]
    public async Task The_caller_may_try_again_later_and_the_emergency_reserve_is_untouched()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var bob = await Pbx.UserAsync("Bob", "202");
        var bobs = await Pbx.PhoneOfAsync(bob);
        own.Phone.StartDialling(bob.Extension);
        await bobs.Phone.AnswerAsync();
        using var late = await Pbx.RawPhoneAsync("late-phone");

        var refusal = await late.AskAsync(late.Invite(alice.Extension, RawPhone.Sdp));

        Assert.Equal(503, refusal.StatusCode);
        Assert.True(refusal.Has(Sip.HeaderId.RetryAfter));
        Assert.Equal(ReservedPairs, TakeReserve());
        await own.ShouldTalkAsync(bobs);
    }

    [Fact]
    public async Task When_there_is_room_again_the_call_goes_through()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var bob = await Pbx.UserAsync("Bob", "202");
        var bobs = await Pbx.PhoneOfAsync(bob);
        own.Phone.StartDialling(bob.Extension);
        await bobs.Phone.AnswerAsync();
        using var late = await Pbx.RawPhoneAsync("late-phone");
        Assert.Equal(503, (await late.AskAsync(late.Invite(alice.Extension, RawPhone.Sdp))).StatusCode);

        await own.Phone.HangUpAsync();
        await bobs.Phone.ShouldEndAsync();
        await Pbx.PassAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(180, (await late.AskAsync(late.Invite(alice.Extension, RawPhone.Sdp))).StatusCode);
    }

    private int TakeReserve()
    {
        var engine = Pbx.Server.Services.GetRequiredService<MediaEngine>();
        var count = 0;

        while (engine.TryOpen(System.Net.IPAddress.Any, emergency: true) is not null)
        {
            count++;
        }

        return count;
    }
}
