using Perch.Scenarios.Tests.Office;
using Perch.Sip;

namespace Perch.Scenarios.Tests.Emergency;

/// <summary>reliability.md H5: from every phone in every state, with digest as the only gate.</summary>
public sealed class H5_EmergencyCalls : OfficeTest
{
    [Theory]
    [InlineData("112")]
    [InlineData("911")]
    [InlineData("999")]
    public async Task From_a_desk_where_nobody_sits(string number)
    {
        var window = await Pbx.DeskAsync("window desk");

        await ShouldBeHeardAsync(window, number);
    }

    [Fact]
    public async Task From_a_desk_for_emergencies_only()
    {
        var window = await Pbx.DeskAsync("window desk", new { loggedOutProfile = "emergency" });
        var bob = await Pbx.UserAsync("Bob", "202");
        await Pbx.PhoneOfAsync(bob);

        Assert.Equal(403, (await window.Phone.DialInVainAsync(bob.Extension)).Status);
        await ShouldBeHeardAsync(window, "112");
    }

    [Fact]
    public async Task From_a_desk_somebody_has_just_logged_out_of()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");
        await window.LogOutAsync();

        await ShouldBeHeardAsync(window, "112");
    }

    [Fact]
    public async Task From_a_desk_where_somebody_sits_without_a_pin()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk", new { loggedOutProfile = "emergency" });
        await window.LogInAsync(alice);

        await ShouldBeHeardAsync(window, "112");
    }

    [Fact]
    public async Task From_a_desk_whose_log_in_was_guessed_at_until_it_locked()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { dialledPin = true } });

        for (var wrong = 0; wrong < 6; wrong++)
        {
            var before = window.Phone.Heard.Count;
            await window.Phone.DialAsync($"*11{alice.HotDeskId}*9999");
            await Pbx.UntilAsync(() => window.Phone.Heard.Count > before, "it is said that this was wrong");
            await window.Phone.HangUpAsync();
        }

        Assert.Single(await Pbx.Api.ListAsync("/lockouts"));
        await ShouldBeHeardAsync(window, "112");
    }

    [Fact]
    public async Task From_a_disabled_phone_and_nothing_else_from_there()
    {
        var bob = await Pbx.UserAsync("Bob", "202");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PatchAsync($"/devices/{window.Id}", new { enabled = false });

        Assert.Equal(401, (await window.Phone.DialInVainAsync(bob.Extension)).Status);
        await ShouldBeHeardAsync(window, "112");
    }

    [Fact]
    public async Task With_a_wrong_password_there_is_no_call()
    {
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PatchAsync($"/devices/{window.Id}", new { sip = new { password = "another-one-now-7" } });

        Assert.Equal(401, (await window.Phone.DialInVainAsync("112")).Status);
    }

    [Fact]
    public async Task While_the_server_drains()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var bob = await Pbx.UserAsync("Bob", "202");
        var bobs = await Pbx.PhoneOfAsync(bob);
        var window = await Pbx.DeskAsync("window desk");
        own.Phone.StartDialling(bob.Extension);
        await bobs.Phone.AnswerAsync();
        var draining = Pbx.Server.DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(503, (await window.Phone.DialInVainAsync(alice.Extension)).Status);
        await ShouldBeHeardAsync(window, "112");

        await own.Phone.HangUpAsync();
        await Pbx.PassUntilAsync(() => draining.IsCompleted, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_answer_comes_within_a_second()
    {
        using var window = await Pbx.RawPhoneAsync("window-desk");
        var before = TimeProvider.System.GetTimestamp();

        var answer = await window.AskAsync(window.Invite("112", RawPhone.Sdp));

        Assert.Equal(200, answer.StatusCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_phone_asking_whether_it_could_hears_yes()
    {
        using var window = await Pbx.RawPhoneAsync("window-desk");

        var answer = await window.AskAsync(new(SipMethod.Options, $"sip:112@{Pbx.Realm}", turn =>
            $"OPTIONS sip:112@{Pbx.Realm} SIP/2.0\r\n{window.Usual(turn, "112")}Content-Length: 0\r\n\r\n"));

        Assert.Equal(200, answer.StatusCode);
    }

    [Fact]
    public async Task The_settings_say_for_as_long_as_it_is_true_that_no_trunk_leads_to_help()
    {
        var settings = await Pbx.Api.GetAsync("/settings");

        Assert.Equal("no-emergency-trunk", (string?)Assert.Single(settings["alarms"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task The_record_of_the_call_names_desk_and_person()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        await ShouldBeHeardAsync(window, "112");

        for (var tries = 0; tries < 100 && (await HelpAsync()).Count == 0; tries++)
        {
            await Pbx.PassAsync(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var record = Assert.Single(await HelpAsync());
        Assert.Equal(
            (alice.Id.ToString(), window.Id.ToString(), "112"),
            ((string?)record["caller"]!["userId"], (string?)record["caller"]!["deviceId"], (string?)record["dialled"]));
    }

    private Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> HelpAsync() =>
        Pbx.Api.ListAsync("/call-records?emergency=true");

    private static async Task ShouldBeHeardAsync(Telephone telephone, string number)
    {
        await telephone.Phone.DialAsync(number);
        await telephone.Phone.HeardAsync("no-emergency-trunk");
        await telephone.Phone.ShouldEndAsync();
    }
}
