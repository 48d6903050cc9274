using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section25_1_IpLiterals
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7:5060")]
    [InlineData("0.0.0.0", "0.0.0.0:5060")]
    [InlineData("255.255.255.255", "255.255.255.255:5060")]
    [InlineData("2001:db8::7", "[2001:db8::7]:5060")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7:5060")]
    public void These_are_addresses(string host, string address)
    {
        Assert.True(SipAddress.TryParse(Encoding.ASCII.GetBytes(host), 5060, out var parsed));
        Assert.Equal(address, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("perch.test")]
    [InlineData("1234")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.7.1")]
    [InlineData("192.0.2.")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.07")]
    [InlineData("192.0.2.+7")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2001:db8:::7")]
    public void These_are_names_or_nothing(string host)
    {
        Assert.False(SipAddress.TryParse(Encoding.ASCII.GetBytes(host), 5060, out _));
    }
}
