using System.Net;
using System.Net.Sockets;

namespace Perch.Server.Hosting;

/// <summary>Says in one line why we cannot listen somewhere, and what to do.</summary>
internal static class BindFailure
{
    public static T Explain<T>(string what, IPEndPoint address, string flag, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SocketException failure)
        {
            throw Describe(what, address, flag, failure);
        }
    }

    public static StartException Describe(string what, IPEndPoint address, string flag, SocketException failure) =>
        new($"{what} cannot listen on {address}: {Reason(address, flag, failure)}", failure);

    private static string Reason(IPEndPoint address, string flag, SocketException failure) =>
        failure.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"another program has this port. Stop it (ss -lunpt 'sport = :{address.Port}' names it), " +
                $"or choose another port with {flag}.",
            SocketError.AccessDenied => $"ports below 1024 need root. Choose another port with {flag}.",
            SocketError.AddressNotAvailable =>
                $"this machine has no such address. Choose one that `ip address` shows with {flag}.",
            _ => $"{failure.Message}. Choose another address with {flag}.",
        };
}
