using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3261;

public sealed class Section11_Options : SmallOffice
{
    [Fact]
    public void Without_a_user_anybody_learns_that_the_server_lives_and_what_it_can()
    {
        Alice.Ask(SipMethod.Options, "sip:perch.test");
        Settle();

        Assert.Equal(["alice > OPTIONS", "alice < 200"], Ladder);
        Assert.True(Alice.LastResponse!.Has(HeaderId.Allow));
        Assert.True(Alice.LastResponse.Has(HeaderId.Accept));
        Assert.True(Alice.LastResponse.Has(HeaderId.Supported));
    }

    [Theory]
    [InlineData("202", "200")]
    [InlineData("777", "404")]
    public void With_a_user_it_is_answered_as_an_INVITE_would_be_but_only_for_a_phone_of_ours(string number, string status)
    {
        Alice.Ask(SipMethod.Options, $"sip:{number}@perch.test");
        Settle();

        Assert.Equal(["alice > OPTIONS", "alice < 401", "alice > OPTIONS", $"alice < {status}"], Ladder);
    }

    [Fact]
    public void In_a_dialog_it_tells_what_we_can()
    {
        Scenarios.Connect(this);

        Bob.SendInDialog(SipMethod.Options);
        Settle();

        Assert.Equal("200", Bob.Heard[^1]);
        Assert.True(Bob.LastResponse!.Has(HeaderId.Allow));
    }
}
