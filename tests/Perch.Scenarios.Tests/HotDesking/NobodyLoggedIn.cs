using Perch.Scenarios.Tests.Office;
using Perch.Sip;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>hotdesk.md §3 and §2: what a desk may call while nobody is logged in, or somebody without a PIN.</summary>
public sealed class NobodyLoggedIn : OfficeTest
{
    [Fact]
    public async Task An_outside_call_hears_what_to_do_before_any_answer_and_gets_403()
    {
        var window = await Pbx.DeskAsync("window desk");

        var end = await window.Phone.DialInVainAsync("4930123456");

        await window.Phone.HeardAsync("hotdesk-log-in-first");
        Assert.Equal(403, end.Status);
    }

    [Fact]
    public async Task The_prompt_is_early_media()
    {
        using var window = await Pbx.RawPhoneAsync("window-desk");

        var first = await window.AskAsync(window.Invite("4930123456", RawPhone.Sdp));

        Assert.Equal(183, first.StatusCode);
        Assert.Equal(403, (await FinalAsync(window)).StatusCode);
    }

    [Fact]
    public async Task After_the_log_in_the_number_plan_has_the_last_word()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        Assert.Equal(404, (await window.Phone.DialInVainAsync("4930123456")).Status);
    }

    [Fact]
    public async Task Without_a_pin_outside_calls_are_refused_until_the_account_lifts_that()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice);

        Assert.Equal(403, (await window.Phone.DialInVainAsync("4930123456")).Status);
        await window.Phone.HeardAsync("hotdesk-needs-pin");

        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { pinlessLimits = false } });
        Assert.Equal(404, (await window.Phone.DialInVainAsync("4930123456")).Status);
    }

    [Fact]
    public async Task The_nearest_setting_wins()
    {
        await Pbx.Api.PatchAsync(
            "/settings", new { hotDesk = new { defaults = new { loggedOutProfile = "unrestricted" } } });
        var corridor = await Pbx.DeskAsync("corridor desk");
        var window = await Pbx.DeskAsync("window desk", new { loggedOutProfile = "internal" });

        Assert.Equal(404, (await corridor.Phone.DialInVainAsync("4930123456")).Status);
        Assert.Equal(403, (await window.Phone.DialInVainAsync("4930123456")).Status);
    }

    [Fact]
    public async Task After_a_restart_a_log_in_without_a_pin_is_still_one()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice);

        await Pbx.RestartAsync();

        Assert.Equal(403, (await window.Phone.DialInVainAsync("4930123456")).Status);
    }

    private static async Task<SipMessage> FinalAsync(RawPhone phone)
    {
        for (; ; )
        {
            if (await phone.NextAsync() is { StatusCode: >= 200 } final)
            {
                return final;
            }
        }
    }
}
