using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

/// <summary>The pairs that the RFC itself lists, and a few of ours.</summary>
public sealed class Section19_1_4_UriComparison
{
    [Theory]
    [InlineData("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp")]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5")]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5")]
    [InlineData("SIP:alice@perch.test:5060", "sip:alice@perch.test:5060")]
    [InlineData("mailto:alice@perch.test", "mailto:alice@perch.test")]
    public void These_mean_the_same(string left, string right)
    {
        Assert.True(Compare(left, right));
        Assert.True(Compare(right, left));
    }

    [Theory]
    [InlineData("sip:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP")]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060")]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp")]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off")]
    [InlineData("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4")]
    [InlineData("sip:alice@perch.test", "sips:alice@perch.test")]
    [InlineData("mailto:alice@perch.test", "mailto:Alice@perch.test")]
    public void These_do_not(string left, string right)
    {
        Assert.False(Compare(left, right));
        Assert.False(Compare(right, left));
    }

    private static bool Compare(string left, string right) =>
        SipUriComparison.AreEquivalent(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));
}
