using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Front;

/// <summary>Whoever has not shown a password leaves nothing behind, however often it asks.</summary>
public sealed class StrangersCostNothing : SmallOffice
{
    private const int Many = 1000;

    [Theory]
    [InlineData("INVITE", "401")]
    [InlineData("SUBSCRIBE", "401")]
    [InlineData("OPTIONS", "401")]
    [InlineData("BYE", "481")]
    [InlineData("INFO", "481")]
    [InlineData("CANCEL", "481")]
    [InlineData("MESSAGE", "405")]
    public void Thousands_of_requests_without_a_password_leave_no_state(string method, string status)
    {
        Pass(40);
        var before = State();
        var sent = Network.Sent.Count;

        for (var number = 1; number <= Many; number++)
        {
            Alice.SendRaw(Request(method, number, Descriptions.Of()));
            Settle();
        }

        var answers = Network.Sent.Skip(sent).Where(datagram => datagram.To == Alice.Address).ToList();
        Assert.Equal(Many, answers.Count);
        Assert.All(answers, answer => Assert.Equal(status, answer.StartLine.Split(' ')[1]));
        Assert.Equal(before, State());
    }

    private (int Servers, int Clients, int Dialogs, int Calls, int Ports) State() =>
        (PerchStack.ServerTransactions, PerchStack.ClientTransactions, Services.Dialogs.Count, Services.Live.Count,
            Services.Engine.OpenPorts);

    private static string Request(string method, int number, string sdp) =>
        $"{method} sip:202@perch.test SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.11:5060;rport;branch=z9hG4bK{number}\r\n"
        + $"Max-Forwards: 70\r\nFrom: <sip:alice@perch.test>;tag=t{number}\r\nTo: <sip:202@perch.test>\r\n"
        + $"Call-ID: c{number}\r\nCSeq: {number} {method}\r\nContact: <sip:alice@192.0.2.11>\r\nEvent: dialog\r\n"
        + $"Content-Type: application/sdp\r\nContent-Length: {sdp.Length}\r\n\r\n{sdp}";
}
