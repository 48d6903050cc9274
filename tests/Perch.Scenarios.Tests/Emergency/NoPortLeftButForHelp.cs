using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;

namespace Perch.Scenarios.Tests.Emergency;

/// <summary>reliability.md H5: the RTP range is exhausted but for the 20 pairs that calls for help have.</summary>
public sealed class NoPortLeftButForHelp : OfficeTest
{
    private const int First = 30_400;
    private const int ReservedPairs = 20;

    protected override Func<ServerOptions, ServerOptions> Change => static options =>
        options with { FirstRtpPort = First, LastRtpPort = First + (2 * ReservedPairs) - 1 };

    [Fact]
    public async Task A_call_for_help_is_answered_where_another_is_not()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        using var window = await Pbx.RawPhoneAsync("window-desk");

        Assert.Equal(503, (await window.AskAsync(window.Invite(alice.Extension, RawPhone.Sdp))).StatusCode);
        Assert.Equal(200, (await window.AskAsync(window.Invite("112", RawPhone.Sdp))).StatusCode);
    }
}
