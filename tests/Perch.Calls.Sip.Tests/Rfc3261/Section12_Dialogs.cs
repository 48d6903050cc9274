using System.Text;
using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc3261;

/// <summary>RFC 3261 §12.1.1 and §16: phones that sit behind a proxy.</summary>
public sealed class Section12_Dialogs : SmallOffice
{
    private const string TwoProxies = "Record-Route: <sip:192.0.2.11;lr>, <sip:10.0.0.1;lr>\r\n";

    [Fact]
    public void Section_12_1_1_A_caller_behind_proxies_gets_their_Record_Route_back()
    {
        Alice.Dial("202", TwoProxies);
        Settle();
        Bob.Ring();
        Settle();
        Assert.Equal(["<sip:192.0.2.11;lr>", "<sip:10.0.0.1;lr>"], RoutesOf(Alice.LastResponse!));

        Bob.Answer();
        Settle();

        Assert.Equal("200", Alice.Heard.Last());
        Assert.Equal(["<sip:192.0.2.11;lr>", "<sip:10.0.0.1;lr>"], RoutesOf(Alice.LastResponse!));
    }

    [Fact]
    public void Section_12_1_1_Early_media_names_the_proxies_too()
    {
        Alice.Dial("202", TwoProxies);
        Settle();
        Bob.SendEarlyMedia();
        Settle();

        Assert.Equal(["183"], Alice.Heard);
        Assert.Equal(["<sip:192.0.2.11;lr>", "<sip:10.0.0.1;lr>"], RoutesOf(Alice.LastResponse!));
    }

    [Fact]
    public void Section_16_6_The_last_hop_of_a_caller_is_the_last_of_the_called_phone()
    {
        Alice.MaxForwards = 1;

        Alice.Dial("202");
        Settle();

        Assert.Equal("0", Encoding.ASCII.GetString(Bob.Incoming!.Request[HeaderId.MaxForwards]));
    }

    private static List<string> RoutesOf(SipMessage response)
    {
        var routes = new List<string>();

        foreach (var route in response.Values(HeaderId.RecordRoute))
        {
            routes.Add(Encoding.ASCII.GetString(route));
        }

        return routes;
    }
}
