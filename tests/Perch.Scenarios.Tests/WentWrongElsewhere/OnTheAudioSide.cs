using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Perch.Scenarios.Tests.Office;
using Perch.TestKit.Phones;

namespace Perch.Scenarios.Tests.WentWrongElsewhere;

/// <summary>
/// What went wrong in other telephone systems, by the rows of the list of twenty-nine that concern audio, each tried on
/// the whole server.
/// </summary>
public sealed class OnTheAudioSide : OfficeTest
{
    private const string Intrusion = "intruder";
    private const int PacketOctets = 160;

    /// <summary>Row 18: whoever sent a packet to the port of a call spoke into it, and heard it from then on.</summary>
    [Fact]
    public async Task Row_18_a_stranger_speaks_into_no_call_and_hears_none()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var lobby = await Pbx.DeskAsync("lobby");
        lobby.Phone.StartDialling("201");
        await own.Phone.ShouldRingAsync();
        await own.Phone.AnswerAsync();
        await lobby.ShouldTalkAsync(own);
        using var stranger = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));

        foreach (var port in (IPEndPoint[])[own.Phone.Call.Audio!.RemoteRtp!, lobby.Phone.Call.Audio!.RemoteRtp!])
        {
            await SpeakAsync(stranger, port);
            await SpeakAsync(stranger, new(port.Address, port.Port + 1));
        }

        await lobby.ShouldTalkAsync(own);
        Assert.DoesNotContain(Intrusion, own.Phone.Heard);
        Assert.DoesNotContain(Intrusion, lobby.Phone.Heard);
        Assert.Equal(0, stranger.Available);
    }

    private static async Task SpeakAsync(UdpClient stranger, IPEndPoint port)
    {
        var octets = TinyPrompts.Octets(Intrusion);
        var packet = new byte[12 + PacketOctets];

        for (ushort number = 0; number < 50; number++)
        {
            // RFC 3550 §5.1: version 2, payload type 0, number, time, source.
            packet[0] = 0x80;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(number * PacketOctets));
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), 0xBAD0BAD0);
            octets.AsSpan(number * PacketOctets % octets.Length, PacketOctets).CopyTo(packet.AsSpan(12));
            await stranger.SendAsync(packet, port, TestContext.Current.CancellationToken);
        }
    }
}
