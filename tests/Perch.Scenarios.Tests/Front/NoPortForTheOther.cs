using System.Security.Cryptography;
using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;
using Perch.Sip;

namespace Perch.Scenarios.Tests.Front;

/// <summary>A server with one pair of RTP ports, beside the reserve: enough for a caller and nobody else.</summary>
public sealed class NoPortForTheOther : OfficeTest
{
    /// <summary>Another for each run, as two may run on one machine.</summary>
    private static readonly int First = 31_000 + (50 * RandomNumberGenerator.GetInt32(20));
    private const int ReservedPairs = 20;

    protected override Func<ServerOptions, ServerOptions> Change => static options =>
        options with { FirstRtpPort = First, LastRtpPort = First + (2 * (ReservedPairs + 1)) - 1 };

    [Fact]
    public async Task The_caller_may_try_again_later_and_the_phone_is_not_disturbed()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        using var desk = await Pbx.RawPhoneAsync("desk-phone");

        var refusal = await desk.AskAsync(desk.Invite(alice.Extension, RawPhone.Sdp));

        Assert.Equal(503, refusal.StatusCode);
        Assert.True(refusal.Has(HeaderId.RetryAfter));
        own.Phone.ShouldStaySilent();
        await Pbx.NobodyCallsAsync();
    }
}
