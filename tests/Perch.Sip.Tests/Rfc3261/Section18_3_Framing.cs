using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section18_3_Framing
{
    [Theory]
    [InlineData(Wire.Register)]
    [InlineData(Wire.Invite)]
    public void Every_proper_prefix_needs_more_data(string text) =>
        Assert.All(Enumerable.Range(0, text.Length), cut => Assert.Equal(FramingStatus.NeedMoreData, Read(text[..cut]).Status));

    [Fact]
    public void In_every_cut_both_messages_come_out_whole()
    {
        const string stream = "\r\n\r\n" + Wire.Invite + "\r\n" + Wire.Register + "\r\n\r\n";

        for (var cut = 0; cut <= stream.Length; cut++)
        {
            var (messages, pings) = Receive(stream[..cut], stream[cut..]);

            Assert.Equal([Wire.Invite, Wire.Register], messages);
            Assert.Equal(2, pings);
        }
    }

    [Theory]
    [InlineData("Content-Length: 4", "content-length:4")]
    [InlineData("Content-Length: 4", "l : 4")]
    [InlineData("Content-Length: 4", "L:\r\n 4")]
    public void Content_Length_is_found_in_any_spelling(string usual, string unusual)
    {
        var text = Wire.Invite.Replace(usual, unusual, StringComparison.Ordinal);

        Assert.Equal(new SipFrame(FramingStatus.Complete, 0, text.Length, 0), Read(text + "OPTIONS"));
    }

    [Theory]
    [InlineData("Content-Length: 4\r\n", "", FramingStatus.ContentLengthMissing)]
    [InlineData("Content-Length: 4", "X: y\r\n Content-Length: 4", FramingStatus.ContentLengthMissing)]
    [InlineData("Content-Length: 4", "Content-Length: four", FramingStatus.ContentLengthMalformed)]
    [InlineData("Content-Length: 4", "Content-Length: -4", FramingStatus.ContentLengthMalformed)]
    [InlineData("Content-Length: 4", "Content-Length:", FramingStatus.ContentLengthMalformed)]
    [InlineData("Content-Length: 4", "Content-Length: 4294967300", FramingStatus.ContentLengthMalformed)]
    [InlineData("Content-Length: 4", "Content-Length: 4\r\nl: 9", FramingStatus.ContentLengthMalformed)]
    [InlineData("Content-Length: 4", "Content-Length: 32769", FramingStatus.BodyTooLarge)]
    public void A_stream_whose_message_has_no_sure_end_is_given_up(string right, string wrong, FramingStatus expected)
    {
        var status = Read(Wire.Invite.Replace(right, wrong, StringComparison.Ordinal)).Status;

        Assert.Equal(expected, status);
        Assert.NotEqual(SipRejection.None, status.Rejection());
    }

    [Fact]
    public void A_head_that_never_ends_is_given_up()
    {
        var one = new string('x', SipLimits.MaxMessageBytes + 1);
        var many = string.Concat(Enumerable.Repeat("Subject: x\r\n", SipLimits.MaxMessageBytes / 10));

        Assert.Equal(FramingStatus.MessageTooLarge, Read(one).Status);
        Assert.Equal(FramingStatus.MessageTooLarge, Read(many).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4 * 1024)]
    [InlineData(32 * 1024)]
    public void A_whole_message_is_measured_with_its_body(int body)
    {
        var exact = Wire.OfBytes(65_536, body);
        var over = Wire.OfBytes(65_537, body);

        Assert.Equal(new SipFrame(FramingStatus.Complete, 4, 65_536, 1), Read("\r\n\r\n" + exact));
        Assert.Equal(FramingStatus.MessageTooLarge, Read(over).Status);
        Assert.Equal(SipRejection.None, Wire.TryParse("\r\n\r\n" + exact, out _));
        Assert.Equal(SipRejection.MessageTooLarge, Wire.TryParse(over, out _));
    }

    private static SipFrame Read(string text) => SipFraming.Read(Encoding.UTF8.GetBytes(text));

    private static (List<string> Messages, int Pings) Receive(params string[] parts)
    {
        var messages = new List<string>();
        var pings = 0;
        var waiting = "";

        foreach (var part in parts)
        {
            waiting += part;
            SipFrame frame;

            do
            {
                frame = Read(waiting);
                pings += frame.Pings;

                if (frame.Status == FramingStatus.Complete)
                {
                    messages.Add(waiting.Substring(frame.Start, frame.Length));
                }

                waiting = waiting[(frame.Start + frame.Length)..];
            }
            while (frame.Status == FramingStatus.Complete);
        }

        return (messages, pings);
    }
}
