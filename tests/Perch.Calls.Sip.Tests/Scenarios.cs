using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests;

/// <summary>
/// What happens between phones in the flows of RFC 3665 and RFC 5359, told so that it can be replayed with a datagram
/// lost or repeated: only the outcome is waited for, never a message that may be lost for good.
/// </summary>
internal static class Scenarios
{
    public static readonly Dictionary<string, Action<AnyOffice>> All = new()
    {
        ["Alice calls Bob and hangs up"] = office =>
        {
            Connect(office);
            office.Alice.HangUp();
            office.Until(() => !office.Alice.IsConnected && !office.Bob.IsConnected, "both are free");
        },
        ["Alice calls Bob and he hangs up"] = office =>
        {
            Connect(office);
            office.Bob.HangUp();
            office.Until(() => !office.Alice.IsConnected && !office.Bob.IsConnected, "both are free");
        },
        ["Bob is busy"] = office =>
        {
            Ring(office);
            office.Bob.Refuse(486);
            office.Until(() => office.Alice.Heard.Contains("486"), "busy");
        },
        ["Bob declines"] = office =>
        {
            Ring(office);
            office.Bob.Refuse(603);
            office.Until(() => office.Alice.Heard.Contains("603"), "declined");
        },
        ["Bob does not answer"] = office =>
        {
            Ring(office);
            office.Until(() => office.Alice.Heard.Contains("480"), "not available");
            office.Until(() => !office.Bob.IsRinging, "Bob's phone is silent");
        },
        ["Alice gives up"] = office =>
        {
            Ring(office);
            office.Alice.CancelDialling();
            office.Until(() => office.Alice.Heard.Contains("487"), "cancelled");
            office.Until(() => !office.Bob.IsRinging, "Bob's phone is silent");
        },
        ["Bob answers before Carol"] = office =>
        {
            office.Routing["202"] = office.Rings(office.Bob, office.Carol);
            office.Alice.Dial("202");
            office.Until(() => office.Bob.IsRinging && office.Carol.IsRinging, "both ring");
            office.Bob.Answer();
            office.Until(() => office.Alice.IsConnected && office.Bob.IsConnected, "connected");
            office.Until(() => !office.Carol.IsRinging, "Carol's phone is silent");
            office.Alice.HangUp();
            office.Until(() => !office.Bob.IsConnected, "Bob is free");
        },
        ["Bob holds Alice and takes her back"] = office =>
        {
            Connect(office);
            office.Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
            office.Until(() => LastToldTo(office, office.Alice) == "sendonly", "Alice is held");
            office.Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
            office.Until(() => LastToldTo(office, office.Alice) == "sendrecv", "Alice is back");
            office.Pass(1);
            office.Bob.HangUp();
            office.Until(() => !office.Alice.IsConnected, "Alice is free");
        },
        ["Alice calls a program and hangs up"] = office =>
        {
            office.Routing["*11"] = async call =>
            {
                await call.AnswerAsync();
                await call.AskDigitsAsync(new([], 4));
            };
            office.Alice.Dial("*11");
            office.Until(() => office.Alice.IsConnected, "answered");
            office.Pass(1);
            office.Alice.HangUp();
            office.Until(() => !office.Alice.IsConnected, "free");
        },
    };

    /// <summary>Every scenario with every datagram it sends when all goes well.</summary>
    public static IEnumerable<TheoryDataRow<string, int>> WithEachDatagram()
    {
        foreach (var (name, run) in All)
        {
            using var office = new AnyOffice();
            run(office);
            office.ShouldBeQuiet();
            var count = office.Network.Sent.Count - office.FirstDatagram + 1;

            for (var number = 1; number <= count; number++)
            {
                yield return new(name, number);
            }
        }
    }

    public static void Ring(SmallOffice office)
    {
        office.Alice.Dial("202");
        office.Until(() => office.Bob.IsRinging, "Bob's phone rings");
        office.Bob.Ring();
        office.Pass(0.3);
    }

    public static void Connect(SmallOffice office)
    {
        Ring(office);
        office.Bob.Answer();
        office.Until(() => office.Alice.IsConnected && office.Bob.IsConnected, "they talk");
    }

    /// <summary>The direction in the latest description that Perch sent to a phone.</summary>
    public static string LastToldTo(SmallOffice office, DeskPhone phone) => Descriptions.DirectionOf(
        office.Network.Sent.Last(sent => sent.To == phone.Address && sent.Text.Contains("\r\nm=audio", StringComparison.Ordinal)).Text);
}

/// <summary>An office for a scenario.</summary>
internal sealed class AnyOffice : SmallOffice;
