using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>Codes that an administrator changed, and codes of an administrator's own.</summary>
public sealed class ChangedFeatureCodes : OfficeTest
{
    [Fact]
    public async Task A_changed_code_works_and_the_old_one_does_not()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PutAsync("/feature-codes/hotdesk-login", new { code = "*77", enabled = true });

        Assert.Equal(404, (await window.Phone.DialInVainAsync("*11")).Status);
        await window.Phone.DialAsync("*77", then: [alice.HotDeskId + "#", "4711#"]);

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task A_code_switched_off_does_nothing()
    {
        var window = await Pbx.DeskAsync("window desk");

        await Pbx.Api.PutAsync("/feature-codes/hotdesk-logout", new { code = "*12", enabled = false });

        Assert.Equal(404, (await window.Phone.DialInVainAsync("*12")).Status);
    }

    [Fact]
    public async Task A_callflow_may_give_a_number_of_its_own_to_the_log_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PostAsync("/callflows", new
        {
            name = "Sit down", numbers = new[] { "*55" }, flow = new { program = "hotdesk-login" },
        });

        await window.Phone.DialAsync("*55", then: [alice.HotDeskId + "#", "4711#"]);

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }
}
