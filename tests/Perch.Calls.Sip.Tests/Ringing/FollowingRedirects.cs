using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Xunit;

namespace Perch.Calls.Sip.Tests.Ringing;

/// <summary>A phone that answers 302 sends the call to a colleague, where its device may, and nowhere else.</summary>
public sealed class FollowingRedirects : SmallOffice
{
    private const string ToCarol = "Contact: <sip:203@192.0.2.1>\r\n";

    public FollowingRedirects() => Routing.Redirects["203"] = [DeviceOf(Carol)];

    [Fact]
    public void The_colleagues_phone_joins_the_round_and_its_answer_is_the_calls()
    {
        RingBob(mayRedirect: true);

        Bob.Refuse(302, ToCarol);
        Settle();
        Assert.True(Carol.IsRinging);
        Carol.Answer();
        Settle();

        Assert.True(Alice.IsConnected && Carol.IsConnected);
        Alice.HangUp();
        ShouldBeQuiet();
    }

    [Theory]
    [InlineData(false, ToCarol)]
    [InlineData(true, "Contact: <sip:900@premium.example>\r\n")]
    [InlineData(true, "Contact: <tel:203>\r\n")]
    [InlineData(true, "Contact: <<<\r\n")]
    [InlineData(true, "")]
    public void Anything_else_counts_as_a_phone_that_is_unavailable(bool mayRedirect, string contact)
    {
        RingBob(mayRedirect);

        Bob.Refuse(302, contact);
        Settle();

        Assert.Equal("480", Alice.Heard[^1]);
        Assert.DoesNotContain("INVITE", Carol.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_was_sent_a_call_cannot_send_it_on()
    {
        MayRedirect(Carol);
        Routing.Redirects["203"] = [DeviceOf(Carol)];
        var dave = NewPhone("dave", "Dave", "204", "192.0.2.14:5060");
        dave.Register();
        Until(() => dave.IsRegistered, "registered");
        Routing.Redirects["204"] = [DeviceOf(dave)];
        RingBob(mayRedirect: true);

        Bob.Refuse(302, ToCarol);
        Settle();
        Carol.Refuse(302, "Contact: <sip:204@192.0.2.1>\r\n");
        Settle();

        Assert.False(dave.IsRinging);
        Assert.Equal("480", Alice.Heard[^1]);
        ShouldBeQuiet();
    }

    [Fact]
    public void No_phone_of_the_call_rings_again()
    {
        Routing.Redirects["200"] = [DeviceOf(Alice), DeviceOf(Bob)];
        RingBob(mayRedirect: true);

        Bob.Refuse(302, "Contact: <sip:200@192.0.2.1>\r\n");
        Settle();

        Assert.Single(Bob.Heard, "INVITE");
        Assert.Equal("480", Alice.Heard[^1]);
        ShouldBeQuiet();
    }

    private void RingBob(bool mayRedirect)
    {
        if (mayRedirect)
        {
            MayRedirect(Bob);
        }

        Alice.Dial("202");
        Pass(0.3);
        Assert.True(Bob.IsRinging);
    }

    private void MayRedirect(DeskPhone phone) => Directory.Put(DeviceOf(phone) with { FollowRedirects = true });
}
