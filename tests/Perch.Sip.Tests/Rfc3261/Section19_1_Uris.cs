using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section19_1_Uris
{
    [Theory]
    [InlineData("sip:bob@perch.test", "bob", "perch.test", 0)]
    [InlineData("SIPS:bob:secret@perch.test:5061;transport=tls", "bob", "perch.test", 5061)]
    [InlineData("sip:perch.test", "", "perch.test", 0)]
    [InlineData("sip:bob@[2001:db8::7]:5060;lr", "bob", "2001:db8::7", 5060)]
    [InlineData("sip:%2A11@perch.test", "*11", "perch.test", 0)]
    [InlineData("sip:a;b?c@perch.test?Subject=x", "a;b?c", "perch.test", 0)]
    [InlineData("sip:100%@perch.test", "100%", "perch.test", 0)]
    public void Parts_are_found(string text, string user, string host, int port)
    {
        Assert.True(SipUri.TryParse(Encoding.ASCII.GetBytes(text), out var uri));

        Assert.True(uri.IsSip);
        Assert.Equal((user, host, port), (uri.UserText(), uri.Host.Ascii(), uri.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bob@perch.test")]
    [InlineData("sip:")]
    [InlineData("sip:@perch.test")]
    [InlineData("sip:bob@")]
    [InlineData("sip:bob@per ch.test")]
    [InlineData("sip:bob@perch.test:70000")]
    [InlineData("sip:bob@[2001:db8::7")]
    public void What_is_no_URI_is_refused(string text) =>
        Assert.False(SipUri.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Another_scheme_is_read_as_far_as_its_scheme()
    {
        Assert.True(SipUri.TryParse("tel:+4930123"u8, out var uri));

        Assert.False(uri.IsSip);
        Assert.Equal("tel", uri.Scheme.Ascii());
    }

    [Fact]
    public void Parameters_of_a_bare_address_belong_to_the_header()
    {
        Assert.True(NameAddr.TryParse("sip:bob@perch.test;tag=b1"u8, out var bare));
        Assert.True(NameAddr.TryParse("\"B \\\"o\\\" b\" <sip:bob@perch.test;lr>;tag=b1"u8, out var full));

        Assert.Equal(("sip:bob@perch.test", true), (bare.Uri.Ascii(), bare.Parameters.Has("TAG"u8)));
        Assert.Equal(("sip:bob@perch.test;lr", false), (full.Uri.Ascii(), full.Parameters.Has("lr"u8)));
        Assert.Equal("B \"o\" b", full.DisplayText());
    }
}
