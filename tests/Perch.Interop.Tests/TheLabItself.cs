using Perch.Media;

namespace Perch.Interop.Tests;

/// <summary>The telephones and the ears that the other tests rely on, without a server of ours.</summary>
public sealed class TheLabItself
{
    private static readonly PromptLibrary Prompts = new(Path.Combine(AppContext.BaseDirectory, "prompts"));

    [Fact]
    public async Task Two_telephones_hear_each_other_and_each_others_keys()
    {
        await using var network = await LabNetwork.OpenAsync();
        await using var alice = await BaresipPhone.PlugInAsync(network, new("alice", null, 440));
        await using var bob = await BaresipPhone.PlugInAsync(network, new("bob", null, 1000));

        await alice.DialAsync($"sip:bob@{network.HostAddress("bob")}:5060");
        await bob.RingsAsync();
        await bob.AnswerAsync();
        await alice.IsConnectedAsync();
        await alice.ListensForAsync(TimeSpan.FromSeconds(1));
        await alice.HangUpAsync();

        AssertHears(1000, await alice.HeardAsync());
        AssertHears(440, await bob.HeardAsync());
    }

    [Fact]
    public void A_prompt_is_found_where_it_is_and_another_is_not()
    {
        var goodbye = Prompts.Find("en-US", "goodbye")!;
        var extension = Prompts.Find("en-US", "extension")!;
        var heard = new HeardAudio([.. new short[4000], .. Halved(goodbye), .. new short[4000]]);

        var match = heard.Find(goodbye);

        Assert.InRange(match.Score, 0.95, 1.0);
        Assert.InRange(match.At, 3960, 4040);
        Assert.InRange(heard.Find(extension).Score, 0, 0.5);
    }

    private static void AssertHears(int frequency, HeardAudio audio) =>
        Assert.InRange(audio.ShareOf(frequency, audio.Length / 2, audio.Length * 0.9), 0.9, 1.0);

    private static IEnumerable<short> Halved(AudioClip clip) =>
        clip.Samples.ToArray().Where((_, index) => index % 2 == 0);
}
