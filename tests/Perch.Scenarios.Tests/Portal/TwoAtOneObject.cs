using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class TwoAtOneObject(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task Changes_of_different_fields_are_both_kept()
    {
        var device = await Pbx.UnpluggedAsync("Window desk", new { });
        var page = await LoggedInAsync();
        await page.GotoAsync($"{Portal}/devices/{device.Id}");
        await page.GetByLabel("Brand").FillAsync("Yealink");

        await Pbx.Api.PatchAsync($"/devices/{device.Id}", new { model = "T46S" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Somebody else saved this meanwhile.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Model")).ToHaveValueAsync("T46S");
        await Expect(page.GetByLabel("Brand")).ToHaveValueAsync("Yealink");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Window desk is saved.")).ToBeVisibleAsync();

        var saved = await Pbx.Api.GetAsync($"/devices/{device.Id}");
        Assert.Equal(("Yealink", "T46S"), ((string?)saved["brand"], (string?)saved["model"]));
    }

    [Fact]
    public async Task Of_a_field_that_both_changed_one_chooses_the_value()
    {
        var device = await Pbx.UnpluggedAsync("Window desk", new { });
        var page = await LoggedInAsync();
        await page.GotoAsync($"{Portal}/devices/{device.Id}");
        await page.GetByLabel("Model").FillAsync("T42");

        await Pbx.Api.PatchAsync($"/devices/{device.Id}", new { model = "T46S" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep mine: “T42”" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Window desk is saved.")).ToBeVisibleAsync();

        Assert.Equal("T42", (string?)(await Pbx.Api.GetAsync($"/devices/{device.Id}"))["model"]);
    }

    [Fact]
    public async Task What_somebody_else_saves_appears_in_a_form_where_nothing_is_being_written()
    {
        var device = await Pbx.UnpluggedAsync("Window desk", new { });
        var page = await LoggedInAsync();
        await page.GotoAsync($"{Portal}/devices/{device.Id}");
        await Expect(page.GetByLabel("Device Nickname")).ToHaveValueAsync("Window desk");

        await Pbx.Api.PatchAsync($"/devices/{device.Id}", new { nickname = "Corridor desk" });

        await Expect(page.GetByLabel("Device Nickname")).ToHaveValueAsync("Corridor desk");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Corridor desk" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Leaving_a_half_filled_form_asks_first()
    {
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/devices/new");
        await page.GetByLabel("Device Nickname").FillAsync("Hotdesk1");

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Users" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();

        await Expect(page.GetByLabel("Device Nickname")).ToHaveValueAsync("Hotdesk1");
        await Expect(page).ToHaveURLAsync(Portal + "/devices/new");
    }
}
