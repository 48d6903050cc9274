using System.Net;
using System.Net.Sockets;
using Perch.Rtp;

namespace Perch.Interop.Tests;

/// <summary>Where a SIPp telephone says that it hears: a socket of the tests that takes µ-law from the wire as it comes.</summary>
internal sealed class SippEars : IAsyncDisposable
{
    private const int RtpHeader = 12;
    private readonly UdpClient _socket;
    private readonly List<short> _samples = [];
    private readonly Task _listening;

    public SippEars(IPAddress address)
    {
        _socket = new UdpClient(new IPEndPoint(address, 0));
        Address = address;
        _listening = Task.Run(ListenAsync);
    }

    public IPAddress Address { get; }

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    public HeardAudio Heard()
    {
        lock (_samples)
        {
            return new HeardAudio([.. _samples]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _listening;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var packet = (await _socket.ReceiveAsync()).Buffer;

                lock (_samples)
                {
                    _samples.AddRange(packet.Skip(RtpHeader).Select(G711.DecodeMu));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The call is over, and so is listening.
        }
    }
}
