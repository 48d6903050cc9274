using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc4028;

public sealed class Section9_SessionTimers
{
    [Theory]
    [InlineData("", 1800, true, false)]
    [InlineData("Supported: timer\r\n", 1800, false, true)]
    [InlineData("Supported: timer\r\nSession-Expires: 600\r\n", 600, false, true)]
    [InlineData("Supported: timer\r\nSession-Expires: 600;refresher=uas\r\n", 600, true, false)]
    [InlineData("Supported: timer\r\nx: 600;refresher=uac\r\n", 600, false, true)]
    [InlineData("Session-Expires: 600\r\n", 600, true, false)]
    [InlineData("Supported: timer\r\nMin-SE: 3600\r\n", 3600, false, true)]
    [InlineData("Supported: timer\r\nMin-SE: 0\r\n", 1800, false, true)]
    [InlineData("Supported: timer\r\nMin-SE: 30\r\nSession-Expires: 90\r\n", 90, false, true)]
    public void What_the_called_side_answers(string headers, int seconds, bool weRefresh, bool require)
    {
        var answer = SessionTimer.Answer(Invite(headers), null);

        Assert.Equal(new(0, new(seconds, weRefresh), require), answer);
    }

    [Theory]
    [InlineData("Supported: timer\r\nSession-Expires: 89\r\n", 422)]
    [InlineData("Session-Expires: soon\r\n", 400)]
    [InlineData("Min-SE: -1\r\n", 400)]
    public void What_is_too_short_or_unreadable_is_refused(string headers, int status) =>
        Assert.Equal(status, SessionTimer.Answer(Invite(headers), null).RejectStatus);

    [Fact]
    public void Who_refreshed_goes_on_refreshing_when_nobody_says_otherwise()
    {
        var invite = Invite("Supported: timer\r\nSession-Expires: 600\r\n");

        Assert.True(SessionTimer.Answer(invite, weRefreshNow: true).Interval.WeRefresh);
        Assert.False(SessionTimer.Answer(invite, weRefreshNow: false).Interval.WeRefresh);
    }

    [Theory]
    [InlineData("Session-Expires: 300;refresher=uas\r\n", 300, false)]
    [InlineData("Session-Expires: 300;refresher=uac\r\n", 300, true)]
    [InlineData("", 1800, true)]
    public void Section_7_2_What_holds_after_the_2xx(string headers, int seconds, bool weRefresh) =>
        Assert.Equal(new(seconds, weRefresh), SessionTimer.Agreed(Response("200 OK", headers), 1800));

    [Theory]
    [InlineData("Min-SE: 3600\r\n", 3600)]
    [InlineData("Min-SE: 60\r\n", null)]
    [InlineData("", null)]
    public void Section_7_3_A_422_is_tried_again_only_with_more(string headers, int? seconds) =>
        Assert.Equal(seconds, SessionTimer.RetryWith(Response("422 Session Interval Too Small", headers), 1800));

    [Theory]
    [InlineData(1800, 90, "Session-Expires: 1800\r\nMin-SE: 90\r\n")]
    [InlineData(3600, 3600, "Session-Expires: 3600\r\nMin-SE: 3600\r\n")]
    [InlineData(90, 90, "Session-Expires: 90\r\n")]
    public void Section_7_4_A_request_names_the_least_that_was_ever_asked_for(int seconds, int minimum, string expected)
    {
        var writer = new SipWriter();

        SessionTimer.WriteAsked(writer, seconds, null, minimum);

        Assert.Equal(expected, Encoding.ASCII.GetString(writer.Written));
    }

    [Fact]
    public void Section_10_The_refresher_has_half_the_time_and_the_other_waits_almost_to_the_end()
    {
        Assert.Equal(TimeSpan.FromSeconds(900), new SessionInterval(1800, true).RefreshAfter);
        Assert.Equal(TimeSpan.FromSeconds(1768), new SessionInterval(1800, false).EndAfter);
        Assert.Equal(TimeSpan.FromSeconds(60), new SessionInterval(90, false).EndAfter);
    }

    [Fact]
    public void The_answer_says_who_refreshes_and_requires_it_of_the_phone()
    {
        var writer = new SipWriter();

        SessionTimer.WriteAnswer(writer, SessionTimer.Answer(Invite("Supported: timer\r\nSession-Expires: 600\r\n"), null));

        Assert.Equal(
            "Session-Expires: 600;refresher=uac\r\nRequire: timer\r\n", Encoding.ASCII.GetString(writer.Written));
    }

    private static SipMessage Invite(string headers) => DialogWire.Request("INVITE", 1, headers);

    private static SipMessage Response(string status, string headers) =>
        DialogWire.Response(status, headers);
}
