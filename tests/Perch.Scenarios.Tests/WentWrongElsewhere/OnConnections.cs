using System.Net;
using System.Net.Sockets;
using System.Text;
using Perch.Scenarios.Tests.Office;
using Perch.Transport;

namespace Perch.Scenarios.Tests.WentWrongElsewhere;

/// <summary>
/// What went wrong in other telephone systems, by the rows of the list of twenty-nine that concern connections, each tried
/// on the whole server.
/// </summary>
public sealed class OnConnections : OfficeTest
{
    private const int MostOfOneSource = 64;

    /// <summary>Row 21: some sixty connections on which nothing came, or a request that never ended, were the end of service.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("REGISTER sip:office.test SIP/2.0\r\nX-Slow: ")]
    public async Task Row_21_connections_that_say_nothing_take_no_line_from_others(string beginning)
    {
        var idle = await ConnectAsync(count: 200, beginning);

        try
        {
            await Pbx.UntilAsync(
                () => idle.Count(connection => !IsClosed(connection)) <= MostOfOneSource, "the surplus is closed");
            using var phone = await Pbx.RawPhoneAsync("window", SipProtocol.Tcp);

            await Pbx.PassAsync(TimeSpan.FromSeconds(130));
            await Pbx.UntilAsync(() => idle.All(IsClosed), "who says nothing is closed");
        }
        finally
        {
            idle.ForEach(connection => connection.Dispose());
        }
    }

    private async Task<List<Socket>> ConnectAsync(int count, string beginning)
    {
        var sockets = new List<Socket>(count);

        for (var number = 0; number < count; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(Pbx.Server.Sip[0], TestContext.Current.CancellationToken);

            try
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                // It was one too many, and is closed already.
            }
        }

        return sockets;
    }

    /// <summary>Readable without a byte to read, or reset.</summary>
    private static bool IsClosed(Socket connection)
    {
        try
        {
            return connection.Poll(0, SelectMode.SelectRead) && connection.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
