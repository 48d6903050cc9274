using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Calls;

public sealed class KeysInInfo : SmallOffice
{
    private readonly List<string> _entered = [];

    public KeysInInfo()
    {
        Routing["*11"] = async call =>
        {
            await call.AnswerAsync();

            while (true)
            {
                _entered.Add(await call.AskDigitsAsync(new([], 8, EndsAt: 4)));
            }
        };
        Alice.Dial("*11");
        Settle();
    }

    [Theory]
    [InlineData("application/dtmf-relay", "Signal=1\r\nDuration=160\r\n")]
    [InlineData("application/dtmf-relay", "signal = 1\nDuration=160")]
    [InlineData("application/dtmf", "1")]
    [InlineData("application/dtmf", "1\r\n")]
    public void Both_kinds_are_understood(string type, string body)
    {
        Alice.SendInDialog(SipMethod.Info, body: body, type: type);
        Press("204");

        Assert.Equal(["1204"], _entered);
        Assert.DoesNotContain("415", Alice.Heard);
    }

    [Fact]
    public void Pound_ends_an_entry_and_star_starts_it_again()
    {
        Press("99*12#");

        Assert.Equal(["12"], _entered);
    }

    [Fact]
    public void Silence_ends_an_entry()
    {
        Press("12");
        Pass(2.9);
        Assert.Empty(_entered);
        Pass(0.2);

        Assert.Equal(["12"], _entered);
        Pass(6.1);
        Assert.Equal(["12", ""], _entered);
    }

    [Fact]
    public void What_is_typed_ahead_counts_for_the_next_question()
    {
        Press("10014711");

        Assert.Equal(["1001", "4711"], _entered);
    }

    [Theory]
    [InlineData("application/dtmf-relay", "Signal=x", "415")]
    [InlineData("text/plain", "1", "415")]
    [InlineData("application/dtmf", null, "200")]
    public void Other_bodies_are_refused_and_none_at_all_is_fine(string type, string? body, string status)
    {
        Alice.SendInDialog(SipMethod.Info, body: body, type: type);
        Settle();

        Assert.Equal(status, Alice.Heard[^1]);
        Assert.Empty(_entered);
    }

    [Fact]
    public void A_key_of_an_INFO_package_that_we_do_not_know_is_469()
    {
        Alice.SendInDialog(SipMethod.Info, "Info-Package: unheard-of\r\n", "1", "application/dtmf");
        Settle();

        Assert.Equal("469", Alice.Heard[^1]);
    }

    private void Press(string keys)
    {
        foreach (var key in keys)
        {
            Alice.SendInDialog(SipMethod.Info, body: $"Signal={key}\r\nDuration=160\r\n", type: "application/dtmf-relay");
            Settle();
        }
    }
}
