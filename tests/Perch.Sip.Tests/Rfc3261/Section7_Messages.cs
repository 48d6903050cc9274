using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section7_Messages
{
    [Fact]
    public void A_request_shows_its_parts()
    {
        var register = Wire.Parse(Wire.Register);

        Assert.True(register.IsRequest);
        Assert.Equal(SipMethod.Register, register.Method);
        Assert.Equal("sip:perch.test", register.RequestUri.Ascii());
        Assert.Equal("window-desk@192.0.2.7", register.CallId.Ascii());
        Assert.Equal("a1", register.FromTag.Ascii());
        Assert.Equal("", register.ToTag.Ascii());
        Assert.Equal("z9hG4bK776", register.Branch.Ascii());
        Assert.Equal(1u, register.CSeqNumber);
    }

    [Fact]
    public void A_response_shows_its_status_and_the_method_it_answers()
    {
        var response = Wire.Parse(Wire.With("REGISTER sip:perch.test SIP/2.0", "SIP/2.0 486 Busy Here"));

        Assert.False(response.IsRequest);
        Assert.Equal((486, 4), (response.StatusCode, response.StatusClass));
        Assert.Equal("Busy Here", response.ReasonPhrase.Ascii());
        Assert.Equal(SipMethod.Register, response.Method);
    }

    [Theory]
    [InlineData("SIP/2.0 200 ")]
    [InlineData("SIP/2.0 200")]
    public void A_reason_phrase_may_be_empty(string statusLine) =>
        Assert.Equal(200, Wire.Parse(Wire.With("REGISTER sip:perch.test SIP/2.0", statusLine)).StatusCode);

    [Theory]
    [InlineData("Call-ID", "call-id")]
    [InlineData("Call-ID", "CALL-ID")]
    [InlineData("Call-ID", "i")]
    [InlineData("Call-ID:", "Call-ID \t :")]
    [InlineData("Call-ID: ", "I:")]
    [InlineData("Call-ID: ", "Call-ID:\r\n  ")]
    public void Names_in_any_case_and_compact_and_folded_are_the_same(string usual, string unusual) =>
        Assert.Equal("window-desk@192.0.2.7", Wire.Parse(Wire.With(usual, unusual)).CallId.Ascii());

    [Theory]
    [InlineData("v", HeaderId.Via)]
    [InlineData("f", HeaderId.From)]
    [InlineData("t", HeaderId.To)]
    [InlineData("m", HeaderId.Contact)]
    [InlineData("l", HeaderId.ContentLength)]
    [InlineData("c", HeaderId.ContentType)]
    [InlineData("e", HeaderId.ContentEncoding)]
    [InlineData("k", HeaderId.Supported)]
    [InlineData("s", HeaderId.Subject)]
    [InlineData("o", HeaderId.Event)]
    [InlineData("u", HeaderId.AllowEvents)]
    [InlineData("r", HeaderId.ReferTo)]
    [InlineData("b", HeaderId.ReferredBy)]
    [InlineData("x", HeaderId.SessionExpires)]
    public void Compact_names_are_known(string compact, HeaderId id)
    {
        Assert.Equal(id, HeaderNames.Find(System.Text.Encoding.ASCII.GetBytes(compact)));
        Assert.Equal(id, HeaderNames.Find(System.Text.Encoding.ASCII.GetBytes(compact.ToUpperInvariant())));
    }

    [Fact]
    public void Every_name_is_found_again() =>
        Assert.All(Enum.GetValues<HeaderId>().Skip(1), id => Assert.Equal(id, HeaderNames.Find(id.Name())));

    [Fact]
    public void Rows_and_comma_lists_are_one_list_in_order()
    {
        var message = Wire.Parse(Wire.WithHeader("Supported: path , gruu\r\nk: timer\r\nSupported: outbound"));

        Assert.Equal(["path", "gruu", "timer", "outbound"], ValuesOf(message, HeaderId.Supported));
    }

    [Fact]
    public void Commas_in_quotes_and_brackets_do_not_split()
    {
        var message = Wire.Parse(Wire.With(
            "Contact: <sip:alice@192.0.2.7:5060>",
            "Contact: \"Jones, \\\"Al\\\", ice\" <sip:a,b@192.0.2.7>;q=1, <sip:b@192.0.2.8>"));

        Assert.Equal(2, ValuesOf(message, HeaderId.Contact).Count);
    }

    [Fact]
    public void Unknown_headers_are_kept_and_harmless()
    {
        var message = Wire.Parse(Wire.WithHeader("X-Desk: by the \u00e9tag\u00e8re\r\nNonsense: ;;,,\"<"));

        Assert.Equal("by the \u00e9tag\u00e8re", message.Find("x-desk"u8).Ascii());
    }

    [Fact]
    public void Line_breaks_before_the_start_line_are_skipped() =>
        Assert.Equal(SipMethod.Register, Wire.Parse("\r\n\r\n" + Wire.Register).Method);

    [Fact]
    public void Bare_line_feeds_are_understood() =>
        Assert.Equal("a1", Wire.Parse(Wire.Register.Replace("\r\n", "\n", StringComparison.Ordinal)).FromTag.Ascii());

    [Fact]
    public void What_follows_the_body_in_a_datagram_is_no_part_of_it() =>
        Assert.Equal("v=0\n", Wire.Parse(Wire.Invite + "more").Body.Ascii());

    [Fact]
    public void Without_Content_Length_the_datagram_ends_the_body() =>
        Assert.Equal("v=0\n", Wire.Parse(Wire.Invite.Replace("Content-Length: 4\r\n", "", StringComparison.Ordinal)).Body.Ascii());

    [Fact]
    public void Methods_are_case_sensitive()
    {
        var message = Wire.Parse(Wire.Register.Replace("REGISTER", "Register", StringComparison.Ordinal));

        Assert.Equal(SipMethod.Unknown, message.Method);
        Assert.Equal("Register", message.MethodToken.Ascii());
    }

    [Fact]
    public void A_detached_message_outlives_its_buffer()
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes("...." + Wire.Invite);
        var message = new SipMessage();
        message.Parse(bytes, 4, bytes.Length - 4);

        var kept = message.Detach();
        Array.Clear(bytes);

        Assert.Equal(Wire.Invite, kept.Bytes.Ascii());
        Assert.Equal("a1", kept.FromTag.Ascii());
        Assert.Equal("sip:bob@perch.test", kept.RequestUri.Ascii());
        Assert.Equal("v=0\n", kept.Body.Ascii());
        Assert.Equal(2, kept.CountRows(HeaderId.Route));
    }

    private static List<string> ValuesOf(SipMessage message, HeaderId id)
    {
        var values = new List<string>();

        foreach (var value in message.Values(id))
        {
            values.Add(value.Ascii());
        }

        return values;
    }
}
