using System.Net.Sockets;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Front;

/// <summary>How many connections a host may hold open, before and after a phone has registered from it.</summary>
public sealed class ManyConnections : OfficeTest
{
    private readonly List<Socket> _sockets = [];

    [Fact]
    public async Task The_65th_is_closed_until_a_phone_is_registered_from_there()
    {
        for (var count = 1; count <= 64; count++)
        {
            Assert.True(await IsServedAsync());
        }

        Assert.False(await IsServedAsync());

        // By UDP: which transport the binding uses does not matter.
        var desk = await Pbx.DeskAsync("window desk");
        Assert.True(await IsServedAsync());

        await desk.Phone.UnregisterAsync();
        Assert.False(await IsServedAsync());
        _sockets.ForEach(socket => socket.Dispose());
    }

    /// <summary>Whether a new connection gets a pong for its ping.</summary>
    private async Task<bool> IsServedAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(Pbx.Server.Sip[0]);

        try
        {
            await socket.SendAsync("\r\n\r\n"u8.ToArray());

            return await socket.ReceiveAsync(new byte[16]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
