using Perch.TestKit.Phones;
using Xunit;

namespace Perch.Phone.Tests;

public sealed class TinyPromptsSpellTheirIds
{
    private static readonly string[] Ids = ["hotdesk-enter-id", "digit-1", "extension"];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(10_000)]
    public void They_are_read_wherever_packets_are_cut(int packet)
    {
        var listener = new PromptListener();
        byte[] stream = [.. Noise(), .. Ids.SelectMany(Octets), .. Noise()];

        foreach (var octets in stream.Chunk(packet))
        {
            listener.Hear(octets);
        }

        Assert.Equal(Ids, listener.Heard);
    }

    [Fact]
    public void One_that_is_cut_off_is_known_by_its_first_packet()
    {
        var listener = new PromptListener();

        listener.Hear(Octets("hotdesk-logged-in").AsSpan(0, 160));
        listener.Hear(Octets("goodbye"));

        Assert.Equal(["hotdesk-logged-in", "goodbye"], listener.Heard);
    }

    [Fact]
    public void One_with_a_hole_in_it_is_not_heard_and_the_next_one_is()
    {
        var listener = new PromptListener();

        listener.Hear([.. Octets("hotdesk-enter-id").Take(10), .. Octets("goodbye")]);

        Assert.Equal(["goodbye"], listener.Heard);
    }

    [Fact]
    public void The_files_are_what_the_library_of_prompts_reads()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("perch-prompts-").FullName;
        TinyPrompts.Write(directory, Ids);

        var clip = new Media.PromptLibrary(directory).Find("en-US", "digit-1")!;
        var listener = new PromptListener();
        listener.Hear(clip.Encoded(Rtp.AudioCodec.Pcmu).Span);

        Assert.Equal(["digit-1"], listener.Heard);
        System.IO.Directory.Delete(directory, recursive: true);
    }

    private static byte[] Octets(string id) => TinyPrompts.Clip(id).Encoded(Rtp.AudioCodec.Pcmu).ToArray();

    private static byte[] Noise() => [.. Enumerable.Range(0, 500).Select(index => (byte)(index * 73))];
}
