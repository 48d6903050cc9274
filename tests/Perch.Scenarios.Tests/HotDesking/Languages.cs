using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;
using Perch.TestKit.Phones;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>hotdesk.md §8: the user's language, else the desk's, the site's, the account's.</summary>
public sealed class Languages : OfficeTest
{
    private static readonly Lazy<string> Prompts = new(WritePrompts);

    protected override Func<ServerOptions, ServerOptions> Change =>
        options => options with { PromptDirectory = Prompts.Value };

    [Fact]
    public async Task The_nearest_language_is_spoken()
    {
        var site = await SiteAsync();
        var anywhere = await Pbx.DeskAsync("anywhere");
        var atTheSite = await Pbx.DeskAsync("at the site", new { siteId = site });
        var spanish = await Pbx.DeskAsync("spanish desk", new { siteId = site, language = "es" });
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.TelephoneAsync("own", new { siteId = site, language = "es", ownerId = alice.Id });
        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { language = "it" });

        await ShouldHearAsync(anywhere, "hotdesk-nobody-de");
        await ShouldHearAsync(atTheSite, "hotdesk-nobody-fr");
        await ShouldHearAsync(spanish, "hotdesk-nobody-es");
        await ShouldHearAsync(own, "hotdesk-nobody-it");
    }

    [Fact]
    public async Task Who_is_known_hears_their_own_language_from_then_on()
    {
        var desk = await Pbx.DeskAsync("window desk", new { siteId = await SiteAsync(), language = "es" });
        var alice = await Pbx.UserAsync("Alice", "201");
        await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { language = "it" });

        await desk.Phone.DialAsync("*11" + alice.HotDeskId);
        await desk.Phone.HeardAsync("hotdesk-logged-in-it");
    }

    private async Task<Guid> SiteAsync()
    {
        await Pbx.Api.PatchAsync("/settings", new { language = "de" });
        return (await Pbx.Api.PostAsync("/sites", new { name = "Paris", language = "fr" })).Id();
    }

    private static async Task ShouldHearAsync(Telephone telephone, string prompt)
    {
        await telephone.Phone.DialAsync("*12");
        await telephone.Phone.HeardAsync(prompt);
        await telephone.Phone.ShouldEndAsync();
    }

    private static string WritePrompts()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("perch-languages-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);
        TinyPrompts.WriteLikeTheRealOnes(directory);

        foreach (var language in new[] { "de", "fr", "es", "it" })
        {
            Record(directory, "hotdesk-nobody", language);
            Record(directory, "hotdesk-logged-in", language);
        }

        return directory;
    }

    // A recording that says which language it is in.
    private static void Record(string directory, string prompt, string language)
    {
        var folder = Path.Combine(directory, language);
        TinyPrompts.Write(directory, [$"{prompt}-{language}"], language, after: TimeSpan.FromMilliseconds(500));
        File.Move(Path.Combine(folder, $"{prompt}-{language}.wav"), Path.Combine(folder, $"{prompt}.wav"));
    }
}
