using Perch.Media;

namespace Perch.Interop.Tests;

/// <summary>The telephones and the ears that the other tests rely on, without a server of ours.</summary>
[Collection(OneLab.Name)]
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

        Heard.Tone(await alice.HeardAsync(), 1000);
        Heard.Tone(await bob.HeardAsync(), 440);
    }

    [Fact]
    public void A_prompt_is_found_where_it_is_and_another_is_not()
    {
        var goodbye = Prompts.Find("en-US", "goodbye")!;
        var extension = Prompts.Find("en-US", "extension")!;
        var heard = new HeardAudio([.. new short[4000], .. Halved(goodbye), .. new short[4000]]);

        var match = heard.Find(goodbye);

        Assert.InRange(match.Score, 0.95, 1.01);
        Assert.InRange(match.At, 4000, 4000 + (goodbye.Samples.Length / 4));
        Assert.InRange(heard.Find(extension).Score, 0, 0.5);
    }

    private static IEnumerable<short> Halved(AudioClip clip) =>
        clip.Samples.ToArray().Where((_, index) => index % 2 == 0);
}
