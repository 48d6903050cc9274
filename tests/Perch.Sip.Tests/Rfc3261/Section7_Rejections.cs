using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section7_Rejections
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("REGISTER")]
    [InlineData("SIP/2.0 99 Low\r\n\r\n")]
    [InlineData("SIP/2.0 700 High\r\n\r\n")]
    [InlineData("SIP/2.0 2000 Long\r\n\r\n")]
    [InlineData("SIP/2.0 -20 Minus\r\n\r\n")]
    public void What_is_no_SIP_is_met_with_silence(string text)
    {
        Assert.Equal(SipRejection.NotSip, Wire.TryParse(text, out var message));
        Assert.False(message.CanBeAnswered);
    }

    [Theory]
    [InlineData("SIP/2.0\r\nVia", "SIP/3.0\r\nVia", SipRejection.UnsupportedVersion)]
    [InlineData("sip:perch.test SIP", "<sip:perch.test> SIP", SipRejection.MalformedStartLine)]
    [InlineData("sip:perch.test SIP", "sip:perch.test  SIP", SipRejection.MalformedStartLine)]
    [InlineData("sip:perch.test SIP", "sip:a b SIP", SipRejection.MalformedStartLine)]
    [InlineData("CSeq: 1", "CSeq: 2147483648", SipRejection.MalformedCSeq)]
    [InlineData("CSeq: 1", "CSeq: -1", SipRejection.MalformedCSeq)]
    [InlineData("CSeq: 1", "CSeq: 99999999999999999999", SipRejection.MalformedCSeq)]
    [InlineData("CSeq: 1", "CSeq: 1 extra", SipRejection.MalformedCSeq)]
    [InlineData("1 REGISTER", "1", SipRejection.MalformedCSeq)]
    [InlineData("1 REGISTER", "1 INVITE", SipRejection.CSeqMethodMismatch)]
    [InlineData("To:", "X-To:", SipRejection.MissingHeader)]
    [InlineData("Call-ID: window-desk@192.0.2.7", "Call-ID:", SipRejection.MalformedCallId)]
    [InlineData("Call-ID: window", "Call-ID: two words", SipRejection.MalformedCallId)]
    [InlineData("To: <sip:alice@perch.test>", "To: <sip:alice@perch.test>;tag=", SipRejection.MalformedTo)]
    [InlineData("To: <sip:alice@perch.test>", "To: <sip:alice@perch.test", SipRejection.MalformedTo)]
    [InlineData("To: <", "To: <sip:bob@perch.test>\r\nTo: <", SipRejection.RepeatedHeader)]
    [InlineData("From: \"Alice\"", "From: \"Alice", SipRejection.MalformedFrom)]
    [InlineData("SIP/2.0/UDP 192.0.2.7:5060", "SIP/2.0/UDP", SipRejection.MalformedVia)]
    [InlineData("SIP/2.0/UDP 192.0.2.7:5060", "SIP/2.0/UDP 192.0.2.7:65536", SipRejection.MalformedVia)]
    [InlineData("SIP/2.0/UDP 192.0.2.7:5060", "UDP 192.0.2.7", SipRejection.MalformedVia)]
    [InlineData("Max-Forwards: 70", "Max-Forwards: 256", SipRejection.MalformedMaxForwards)]
    [InlineData("Max-Forwards: 70", "Max-Forwards: many", SipRejection.MalformedMaxForwards)]
    [InlineData("Content-Length: 0", "Content-Length: -1", SipRejection.MalformedContentLength)]
    [InlineData("Content-Length: 0", "Content-Length: 1", SipRejection.BodyShorterThanSaid)]
    [InlineData("Content-Length: 0", "Content-Length: 32769", SipRejection.BodyTooLarge)]
    [InlineData("Max-Forwards: 70", "Max Forwards: 70", SipRejection.MalformedHeader)]
    [InlineData("Max-Forwards: 70", "no colon here", SipRejection.MalformedHeader)]
    [InlineData("Max-Forwards: 70", ": nameless", SipRejection.MalformedHeader)]
    [InlineData("Content-Length: 0\r\n\r\n", "Content-Length: 0\r\n", SipRejection.MalformedHeader)]
    public void What_cannot_be_understood_is_named(string right, string wrong, SipRejection expected) =>
        Assert.Equal(expected, Wire.TryParse(Wire.With(right, wrong), out _));

    [Theory]
    [InlineData(256 - 8, SipRejection.None)]
    [InlineData(257 - 8, SipRejection.TooManyHeaders)]
    public void Headers_are_counted(int more, SipRejection expected)
    {
        var rows = string.Join("\r\n", Enumerable.Repeat("Accept: application/sdp", more));

        Assert.Equal(expected, Wire.TryParse(Wire.WithHeader(rows), out _));
    }

    [Theory]
    [InlineData(64 - 1, SipRejection.None)]
    [InlineData(65 - 1, SipRejection.TooManyVias)]
    public void Vias_are_counted_in_rows_and_lists_alike(int more, SipRejection expected)
    {
        var list = string.Join(',', Enumerable.Repeat("SIP/2.0/UDP 192.0.2.9", more));

        Assert.Equal(expected, Wire.TryParse(Wire.WithHeader("Via: " + list), out _));
    }

    [Theory]
    [InlineData(8192 - 9, SipRejection.None)]
    [InlineData(8193 - 9, SipRejection.LineTooLong)]
    public void Lines_are_measured(int letters, SipRejection expected) =>
        Assert.Equal(expected, Wire.TryParse(Wire.WithHeader("Subject: " + new string('x', letters)), out _));

    [Theory]
    [InlineData(8192, SipRejection.None)]
    [InlineData(8193, SipRejection.LineTooLong)]
    public void The_start_line_is_measured(int bytes, SipRejection expected)
    {
        var usual = Wire.Register.IndexOf("\r\n", StringComparison.Ordinal);
        var longer = Wire.With("sip:perch.test SIP", $"sip:perch.test;x={new string('x', bytes - usual - 3)} SIP");

        var rejection = Wire.TryParse(longer, out var message);

        Assert.Equal(expected, rejection);
        Assert.True(message.CanBeAnswered);
    }

    [Fact]
    public void Folded_lines_are_measured_as_one()
    {
        var folds = string.Concat(Enumerable.Repeat("\r\n " + new string('x', 1000), 9));

        Assert.Equal(SipRejection.LineTooLong, Wire.TryParse(Wire.WithHeader("Subject: x" + folds), out _));
    }

    [Theory]
    [InlineData(32_768, SipRejection.None)]
    [InlineData(32_769, SipRejection.BodyTooLarge)]
    public void Bodies_are_measured(int letters, SipRejection expected)
    {
        var text = Wire.With("Content-Length: 0", $"Content-Length: {letters}") + new string('x', letters);

        Assert.Equal(expected, Wire.TryParse(text, out _));
    }

    [Fact]
    public void Every_rejection_has_a_status_and_a_phrase() =>
        Assert.All(Enum.GetValues<SipRejection>().Skip(2), rejection =>
        {
            Assert.InRange(rejection.Status(), 400, 505);
            Assert.False(rejection.Phrase().IsEmpty);
        });

    [Fact]
    public void A_message_that_lacks_what_an_answer_echoes_cannot_be_answered()
    {
        Wire.TryParse(Wire.With("Call-ID:", "X-Call-ID:"), out var message);

        Assert.False(message.CanBeAnswered);
    }
}
