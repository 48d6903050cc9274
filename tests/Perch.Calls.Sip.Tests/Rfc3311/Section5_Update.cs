using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3311;

public sealed class Section5_Update : SmallOffice
{
    [Fact]
    public void Section_5_2_Without_an_offer_it_refreshes_and_changes_nothing()
    {
        Scenarios.Connect(this);

        Bob.SendInDialog(SipMethod.Update, "Supported: timer\r\nSession-Expires: 300;refresher=uac\r\n");
        Settle();

        Assert.Equal("200", Bob.Heard[^1]);
        Assert.Equal("300;refresher=uac", System.Text.Encoding.ASCII.GetString(Bob.LastResponse![HeaderId.SessionExpires]));
        Assert.True(Bob.LastResponse.Body.IsEmpty);
    }

    [Fact]
    public void Section_5_2_With_an_offer_it_holds_like_a_re_INVITE()
    {
        Scenarios.Connect(this);

        Bob.SendInDialog(SipMethod.Update, body: Descriptions.Of("sendonly"));
        Settle();

        Assert.Equal("recvonly", Scenarios.LastToldTo(this, Bob));
        Assert.Equal("sendonly", Scenarios.LastToldTo(this, Alice));
    }

    [Fact]
    public void Section_5_2_An_offer_before_the_first_one_is_answered_is_refused()
    {
        Scenarios.Ring(this);

        Alice.SendInDialog(SipMethod.Update, body: Descriptions.Of());
        Settle();
        Assert.Equal("500", Alice.Heard[^1]);
        Assert.True(Alice.LastResponse!.Has(HeaderId.RetryAfter));

        Bob.SendInDialog(SipMethod.Update, body: Descriptions.Of());
        Settle();
        Assert.Equal("491", Bob.Heard[^1]);
    }
}
