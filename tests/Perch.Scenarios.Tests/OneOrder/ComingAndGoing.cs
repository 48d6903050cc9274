using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Perch.Scenarios.Tests.Office;
using Perch.Transport;

namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>A telephone that registers and unregisters, and remembers what it was promised.</summary>
internal sealed class ComingAndGoing(string username, string password) : IDisposable
{
    private RawPhone? _phone;
    private volatile bool _isPluggedIn;

    public string Username => username;

    /// <summary>What the last answer promised.</summary>
    public bool IsPromised { get; private set; }

    /// <summary>Whether something is asked that was not answered: it may have happened or not.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>What is seen now is what holds.</summary>
    public void Settle(bool isRegistered) => (IsPromised, IsInDoubt) = (isRegistered, false);

    /// <summary>A new socket, as after the phone was plugged in again.</summary>
    public void Connect(IPEndPoint server)
    {
        _phone?.Dispose();
        _phone = new(username, password, server, SipProtocol.Udp);
        _isPluggedIn = true;
    }

    /// <summary>Asks until the server is gone, which <see cref="Unplug"/> makes known.</summary>
    public async Task GoOnAsync()
    {
        // It cannot take back what it registered at the address it had before: RFC 3261 §10.2.2 removes the contact named.
        var registers = true;

        try
        {
            while (_isPluggedIn)
            {
                IsInDoubt = true;
                var answer = await _phone!.AskAsync(registers ? _phone.Register : _phone.Unregister);
                Assert.Equal(200, answer.StatusCode);
                (IsPromised, IsInDoubt) = (registers, false);
                registers = RandomNumberGenerator.GetInt32(3) > 0;

                // Or there would always be a question on its way, and nothing that must hold.
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(400)), TimeProvider.System);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    public void Unplug()
    {
        _isPluggedIn = false;
        _phone?.Dispose();
    }

    public void Dispose() => Unplug();
}
