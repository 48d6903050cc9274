using Xunit;

namespace Perch.Sip.Tests.Rfc5621;

public sealed class Section3_MultipartBodies
{
    private const string Sdp = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\n";

    [Fact]
    public void A_plain_description_is_found() =>
        Assert.Equal((SdpBodyStatus.Found, Sdp), Find("application/sdp", Sdp));

    [Fact]
    public void A_description_is_found_among_other_parts() =>
        Assert.Equal(
            (SdpBodyStatus.Found, Sdp.TrimEnd()),
            Find(
                "multipart/mixed; boundary=\"-desk-\"",
                "for people\r\n---desk-\r\nContent-Type: text/plain\r\n\r\nhello\r\n---desk-\r\ncontent-type: Application/SDP\r\n\r\n"
                + Sdp + "---desk---\r\n"));

    [Theory]
    [InlineData(4, SdpBodyStatus.Found)]
    [InlineData(5, SdpBodyStatus.Malformed)]
    public void Parts_within_parts_are_bounded(int depth, SdpBodyStatus expected)
    {
        var (type, body) = ("application/sdp", Sdp);

        for (var level = 1; level <= depth; level++)
        {
            body = $"--b{level}\r\nContent-Type: {type}\r\n\r\n{body}\r\n--b{level}--\r\n";
            type = $"multipart/mixed;boundary=b{level}";
        }

        Assert.Equal(expected, Find(type, body).Status);
    }

    [Theory]
    [InlineData("application/isup", "x", "", SdpBodyStatus.Unsupported)]
    [InlineData("application/isup", "x", "signal;handling=optional", SdpBodyStatus.None)]
    [InlineData("application/isup", "x", "signal;handling=required", SdpBodyStatus.Unsupported)]
    [InlineData("multipart/mixed", "x", "", SdpBodyStatus.Malformed)]
    [InlineData("multipart/mixed;boundary=", "x", "", SdpBodyStatus.Malformed)]
    [InlineData("multipart/mixed;boundary=a", "no part at all", "", SdpBodyStatus.None)]
    [InlineData("multipart/mixed;boundary=a", "--a\r\n\r\n--a--", "", SdpBodyStatus.None)]
    [InlineData("multipart/mixed;boundary=a", "--a--", "", SdpBodyStatus.None)]
    [InlineData("", "x", "", SdpBodyStatus.Unsupported)]
    public void What_is_no_description_is_named(string type, string body, string disposition, SdpBodyStatus expected) =>
        Assert.Equal(expected, Find(type, body, disposition).Status);

    [Fact]
    public void An_empty_part_does_not_hide_the_next() =>
        Assert.Equal(
            SdpBodyStatus.Found,
            Find("multipart/mixed;boundary=a", $"--a\r\n\r\n--a\r\nContent-Type: application/sdp\r\n\r\n{Sdp}\r\n--a--").Status);

    [Fact]
    public void No_body_is_nothing() => Assert.Equal(SdpBodyStatus.None, Find("application/sdp", "").Status);

    private static (SdpBodyStatus Status, string Sdp) Find(string type, string body, string disposition = "")
    {
        var message = Wire.Parse(
            Wire.Invite[..Wire.Invite.IndexOf("Content-Length", StringComparison.Ordinal)]
            + (type.Length > 0 ? $"Content-Type: {type}\r\n" : "")
            + (disposition.Length > 0 ? $"Content-Disposition: {disposition}\r\n" : "")
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
        var status = SdpBody.Find(message, out var sdp);

        return (status, sdp.Ascii());
    }
}
